import Documents
import Relabelling

extension KubernetesFinder {
  /// Each port of each address of a slice.
  func sliceGroup(_ slice: KubernetesObject) -> DiscoveredGroup {
    let name = slice.labels.last { $0.key == "kubernetes.io/service-name" }?.value
    let service = name.flatMap { object(.service, namespace: slice.namespace, name: $0) }
    var group = DiscoveredGroup(
      source: "endpointslice/\(slice.namespace)/\(slice.name)",
      labels: [
        MetaLabels.label("namespace", slice.namespace),
        MetaLabels.label("endpointslice_address_type", slice.text("addressType")),
      ] + MetaLabels.object(slice, "endpointslice"))
    if let name { group.labels += serviceLabels(namespace: slice.namespace, name: name) }
    group.labels += attached(namespace: slice.namespace)
    if let service, Self.isSecondFamily(slice, of: service) { return group }
    var pods = ServedPods()
    for endpoint in slice.list("endpoints") {
      for port in slice.list("ports") {
        for address in endpoint["addresses"]?.array ?? [] {
          group.targets.append(target(address.word ?? "", endpoint, port, &pods))
        }
      }
    }
    group.targets += uncovered(pods)
    return group
  }

  /// Whether a Service of two families has this slice for its second one (Prometheus 3.11).
  private static func isSecondFamily(
    _ slice: KubernetesObject, of service: KubernetesObject
  ) -> Bool {
    let policy = service.text("spec", "ipFamilyPolicy")
    guard policy.hasSuffix("DualStack"),
      let first = service.list("spec", "ipFamilies").first?.word
    else { return false }
    return slice.text("addressType") != first
  }

  private func target(
    _ address: String, _ endpoint: Node, _ port: Node, _ pods: inout ServedPods
  ) -> [Label] {
    let number = port["port"]?.word
    let reference = endpoint["targetRef"].flatMap { $0.isNull ? nil : $0 }
    var labels = [MetaLabels.address(number.map { MetaLabels.joined(address, $0) } ?? address)]
    labels += portLabels(port) + endpointLabels(endpoint, reference)
    labels += attached(to: reference, nodeName: endpoint["nodeName"]?.word)
    guard let pod = pod(reference) else { return labels }
    labels += podLabels(pod)
    for container in pod.containers {
      let match = container.ports.first { $0.word("containerPort") == number }
      if let match { labels += container.labels(match) }
    }
    pods.add(pod, port: number)
    return labels
  }

  private func portLabels(_ port: Node) -> [Label] {
    [
      MetaLabels.label("endpointslice_port", port.word("port")),
      MetaLabels.label("endpointslice_port_name", port.word("name")),
      MetaLabels.label("endpointslice_port_protocol", port.word("protocol")),
      MetaLabels.label("endpointslice_port_app_protocol", port.word("appProtocol")),
    ]
  }

  private func endpointLabels(_ endpoint: Node, _ reference: Node?) -> [Label] {
    let prefix = "endpointslice_endpoint_"
    var labels = ["ready", "serving", "terminating"].map { condition in
      MetaLabels.label(
        "\(prefix)conditions_\(condition)", endpoint["conditions"]?.word(condition) ?? "")
    }
    labels += [
      MetaLabels.label("\(prefix)hostname", endpoint.word("hostname")),
      MetaLabels.label("\(prefix)node_name", endpoint.word("nodeName")),
      MetaLabels.label("\(prefix)zone", endpoint.word("zone")),
    ]
    if let reference {
      labels += [
        MetaLabels.label("endpointslice_address_target_kind", reference.word("kind")),
        MetaLabels.label("endpointslice_address_target_name", reference.word("name")),
      ]
    }
    let topology = endpoint["deprecatedTopology"]?.object ?? []
    return labels
      + topology.flatMap {
        MetaLabels.pair(
          "\(prefix)topology", present: "\(prefix)topology_present", $0.key, $0.value.word ?? "")
      }
  }
}
