import Documents
import Relabelling

extension KubernetesFinder {
  /// Each port of a Service, by its name in the cluster.
  func serviceGroup(_ service: KubernetesObject) -> DiscoveredGroup {
    let type = service.text("spec", "type")
    let targets = service.list("spec", "ports").map { port in
      let host = "\(service.name).\(service.namespace).svc"
      var labels = [
        MetaLabels.address(MetaLabels.joined(host, port.word("port"))),
        MetaLabels.label("service_port_name", port.word("name")),
        MetaLabels.label("service_port_number", port.word("port")),
        MetaLabels.label("service_port_protocol", port.word("protocol")),
        MetaLabels.label("service_type", type),
      ]
      labels.append(
        type == "ExternalName"
          ? MetaLabels.label("service_external_name", service.text("spec", "externalName"))
          : MetaLabels.label("service_cluster_ip", service.text("spec", "clusterIP")))
      if type == "LoadBalancer" {
        labels.append(MetaLabels.label("service_loadbalancer_ip", Self.loadBalancer(service)))
      }
      return labels
    }
    return DiscoveredGroup(
      source: "svc/\(service.namespace)/\(service.name)",
      labels: Self.labels(of: service) + attached(namespace: service.namespace), targets: targets)
  }

  /// The addresses that the status has, else the one that was asked for.
  private static func loadBalancer(_ service: KubernetesObject) -> String {
    let addresses = service.list("status", "loadBalancer", "ingress").map { $0.word("ip") }
      .filter { !$0.isEmpty }
    return addresses.isEmpty
      ? service.text("spec", "loadBalancerIP") : addresses.joined(separator: ",")
  }

  private static func labels(of service: KubernetesObject) -> [Label] {
    [MetaLabels.label("namespace", service.namespace)] + MetaLabels.object(service, "service")
  }

  /// The labels of a Service by its name, none where there is no such.
  func serviceLabels(namespace: String, name: String) -> [Label] {
    object(.service, namespace: namespace, name: name).map(Self.labels) ?? []
  }
}
