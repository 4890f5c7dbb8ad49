import Addressing
import Documents

extension Pod {
  /// Reads a `v1` Pod.
  init(reading object: FieldReader) throws(FieldError) {
    let spec = try object.object("spec")
    let status = try object.object("status")
    self.init(
      metadata: try ObjectMetadata(of: object, namespaced: true),
      nodeName: try spec?.string("nodeName"),
      hostNetwork: try spec?.bool("hostNetwork") ?? false,
      containers: try spec?.containers("containers") ?? [],
      initContainers: try spec?.containers("initContainers") ?? [],
      phase: PodPhase(reading: try status?.string("phase") ?? ""),
      addresses: try status?.podAddresses() ?? [],
      hostAddress: try status?.address("hostIP"),
      conditions: try status?.conditions() ?? [])
  }
}

extension PodPhase {
  init(reading text: String) {
    self =
      switch text {
      case "Pending": .pending
      case "Running": .running
      case "Succeeded": .succeeded
      case "Failed": .failed
      case let other: .other(other)
      }
  }
}

extension FieldReader {
  /// `containers` or `initContainers` of a pod's specification.
  func containers(_ key: String) throws(FieldError) -> [Container] {
    var all: [Container] = []
    for container in try list(key) {
      var ports: [ContainerPort] = []
      for port in try container.list("ports") { ports.append(try ContainerPort(reading: port)) }
      let restartsAlways = try container.string("restartPolicy") == "Always"
      all.append(
        Container(
          name: try container.string("name") ?? "", ports: ports,
          isSidecar: key == "initContainers" && restartsAlways))
    }
    return all
  }

  /// `podIPs`, or `podIP` where that is all there is.
  fileprivate func podAddresses() throws(FieldError) -> [IPAddress] {
    var all: [IPAddress] = []
    if let primary = try address("podIP") { all.append(primary) }
    for entry in try list("podIPs") {
      if let address = try entry.address("ip"), !all.contains(address) { all.append(address) }
    }
    return all
  }
}

extension ContainerPort {
  init(reading port: FieldReader) throws(FieldError) {
    let name = try port.string("name")
    self.init(
      name: name == "" ? nil : name, containerPort: try port.requiredPort("containerPort"),
      transport: try port.transport(), hostPort: try port.port("hostPort"),
      hostIP: try port.address("hostIP"))
  }
}
