import Documents
import Relabelling

extension KubernetesFinder {
  /// Each port of each address of a Service, the addresses that are not ready after the others.
  func endpointsGroup(_ endpoints: KubernetesObject) -> DiscoveredGroup {
    var group = DiscoveredGroup(
      source: "endpoints/\(endpoints.namespace)/\(endpoints.name)",
      labels: [MetaLabels.label("namespace", endpoints.namespace)]
        + MetaLabels.object(endpoints, "endpoints")
        + serviceLabels(namespace: endpoints.namespace, name: endpoints.name)
        + attached(namespace: endpoints.namespace))
    var pods = ServedPods()
    for subset in endpoints.list("subsets") {
      for port in subset["ports"]?.array ?? [] {
        for (key, ready) in [("addresses", "true"), ("notReadyAddresses", "false")] {
          for address in subset[key]?.array ?? [] {
            group.targets.append(target(address, port, ready, &pods))
          }
        }
      }
    }
    group.targets += uncovered(pods)
    return group
  }

  private func target(
    _ address: Node, _ port: Node, _ ready: String, _ pods: inout ServedPods
  ) -> [Label] {
    let number = port.word("port")
    let reference = address["targetRef"].flatMap { $0.isNull ? nil : $0 }
    var labels = [
      MetaLabels.address(MetaLabels.joined(address.word("ip"), number.isEmpty ? "0" : number)),
      MetaLabels.label("endpoint_port_name", port.word("name")),
      MetaLabels.label("endpoint_port_protocol", port.word("protocol")),
      MetaLabels.label("endpoint_ready", ready),
      MetaLabels.label("endpoint_node_name", address.word("nodeName")),
      MetaLabels.label("endpoint_hostname", address.word("hostname")),
    ]
    if let reference {
      labels.append(MetaLabels.label("endpoint_address_target_kind", reference.word("kind")))
      labels.append(MetaLabels.label("endpoint_address_target_name", reference.word("name")))
    }
    labels += attached(to: reference, nodeName: address["nodeName"]?.word)
    guard let pod = pod(reference) else { return labels }
    labels += podLabels(pod)
    for container in pod.containers {
      if let match = container.ports.first(where: { $0.word("containerPort") == number }) {
        labels += container.labels(match, transport: port.word("protocol"))
      }
    }
    pods.add(pod, port: number)
    return labels
  }

  /// The labels of the node that an address names.
  func attached(to reference: Node?, nodeName: String?) -> [Label] {
    attached(node: reference?.word("kind") == "Node" ? reference?.word("name") : nodeName)
  }

  /// The pod that an address names, where Prometheus sees it.
  func pod(_ reference: Node?) -> KubernetesObject? {
    guard let reference, reference.word("kind") == "Pod" else { return nil }
    return object(.pod, namespace: reference.word("namespace"), name: reference.word("name"))
  }

  /// The ports of the pods that no port of the Service leads to: targets of their own.
  func uncovered(_ pods: ServedPods) -> [[Label]] {
    pods.all.flatMap { pod, ports -> [[Label]] in
      let address = pod.text("status", "podIP")
      guard !address.isEmpty else { return [] }
      return pod.containers.flatMap { container in
        container.ports.filter { !ports.contains($0.word("containerPort")) }
          .map { container.target($0, address) + podLabels(pod) }
      }
    }
  }
}

/// The pods behind a Service, each with the ports that lead to it.
struct ServedPods {
  private(set) var all: [(pod: KubernetesObject, ports: Set<String>)] = []
  private var places: [String: Int] = [:]

  /// Notes that a port leads to a pod; nil for an endpoint without a number.
  mutating func add(_ pod: KubernetesObject, port: String?) {
    let key = "\(pod.namespace)/\(pod.name)"
    let place = places[key] ?? all.count
    if place == all.count {
      places[key] = place
      all.append((pod, []))
    }
    if let port { all[place].ports.insert(port) }
  }
}
