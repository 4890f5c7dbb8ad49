import Documents
import Relabelling

/// A container of a pod.
struct Container {
  let content: Node
  /// Whether it stands under `initContainers`, as sidecars do.
  let isInit: Bool

  var name: String { content.word("name") }
  var ports: [Node] { content["ports"]?.array ?? [] }

  /// Its labels, whatever the port.
  var labels: [Label] {
    [
      MetaLabels.label("pod_container_name", name),
      MetaLabels.label("pod_container_image", content.word("image")),
      MetaLabels.label("pod_container_init", isInit ? "true" : "false"),
    ]
  }

  /// Its labels with those of one of its ports.
  func labels(_ port: Node, transport: String? = nil) -> [Label] {
    labels + [
      MetaLabels.label("pod_container_port_name", port.word("name")),
      MetaLabels.label("pod_container_port_number", port.word("containerPort")),
      MetaLabels.label("pod_container_port_protocol", transport ?? port.word("protocol")),
    ]
  }

  /// One of its ports as a target of its own.
  func target(_ port: Node, _ address: String) -> [Label] {
    [MetaLabels.address(MetaLabels.joined(address, port.word("containerPort")))] + labels(port)
  }
}

extension KubernetesObject {
  /// The containers of a pod, those of `initContainers` last. Ephemeral ones are not looked at.
  var containers: [Container] {
    list("spec", "containers").map { Container(content: $0, isInit: false) }
      + list("spec", "initContainers").map { Container(content: $0, isInit: true) }
  }

  /// The `containerID` that the status of a pod has for a container.
  func status(of container: Container) -> String {
    let all = list("status", container.isInit ? "initContainerStatuses" : "containerStatuses")
    return all.first { $0.word("name") == container.name }?.word("containerID") ?? ""
  }
}
