public import Addressing
public import Documents

/// What an API server would list once manifests are applied: their pods with an address, and the
/// endpoints of their Services. For discovery, which sees only pods that have an address.
public struct PlannedDocuments: Sendable {
  /// Objects as the API server writes them.
  public private(set) var documents: [Node] = []
  /// Whose the addresses are that were made up, of 198.18.0.0/15 (RFC 2544), which is nobody's.
  public private(set) var pods: [IPAddress: ObjectName] = [:]
  private static let first = UInt32(198) << 24 | 18 << 16

  /// What is missing in `cluster`: addresses of pods that have none, endpoints that nobody recorded.
  public init(_ cluster: ClusterObjects) {
    var made: [ObjectName: IPAddress] = [:]
    for pod in cluster.pods.list where pod.addresses.isEmpty && !pod.isFinished {
      let address = IPAddress(v4: Self.first + UInt32(made.count + 1))
      made[pod.objectName] = address
      pods[address] = pod.objectName
      documents.append(Self.document(pod, address))
    }
    guard !made.isEmpty else { return }
    for service in cluster.services.list where !service.selector.isEmpty {
      let selector = LabelSelector(matchLabels: service.selector)
      let chosen = cluster.pods(inNamespace: service.metadata.namespace).filter {
        made[$0.objectName] != nil && selector.matches($0.metadata.labels)
      }
      if !chosen.isEmpty { addEndpoints(of: service, chosen, made) }
    }
  }

  private static func document(_ pod: Pod, _ address: IPAddress) -> Node {
    let metadata = metadata(pod.metadata)
    let containers = pod.runningContainers.map { container -> Node in
      let ports = container.ports.map { port -> Node in
        var members = [
          Node.Member("containerPort", Node(.number(String(port.containerPort)))),
          Node.Member("protocol", Node(.string(port.transport.description.uppercased()))),
        ]
        if let name = port.name { members.append(.init("name", Node(.string(name)))) }
        return Node(.object(members))
      }
      return ["name": Node(.string(container.name)), "ports": Node(.array(ports))]
    }
    var spec: [Node.Member] = [
      .init("hostNetwork", Node(.bool(pod.hostNetwork))),
      .init("containers", Node(.array(containers))),
    ]
    if let node = pod.nodeName { spec.append(.init("nodeName", Node(.string(node)))) }
    return [
      "kind": "Pod", "metadata": metadata, "spec": Node(.object(spec)),
      "status": [
        "phase": "Running", "podIP": Node(.string(address.description)),
        "podIPs": [["ip": Node(.string(address.description))]],
        "conditions": [["type": "Ready", "status": "True"]],
      ],
    ]
  }

  private static func metadata(_ metadata: ObjectMetadata) -> Node {
    func strings(_ values: [String: String]) -> Node {
      Node(
        .object(values.sorted { $0.key < $1.key }.map { .init($0.key, Node(.string($0.value))) }))
    }
    let owners = metadata.ownerReferences.map { owner -> Node in
      [
        "kind": Node(.string(owner.kind)), "name": Node(.string(owner.name)),
        "controller": Node(.bool(owner.isController)),
      ]
    }
    return [
      "name": Node(.string(metadata.name)), "namespace": Node(.string(metadata.namespace)),
      "labels": strings(metadata.labels), "annotations": strings(metadata.annotations),
      "ownerReferences": Node(.array(owners)),
    ]
  }

  /// Endpoints and an EndpointSlice: a discovery looks at one of the two.
  private mutating func addEndpoints(
    of service: Service, _ chosen: [Pod], _ made: [ObjectName: IPAddress]
  ) {
    var subsets: [Node] = []
    for port in service.ports {
      for pod in chosen {
        guard let address = made[pod.objectName] else { continue }
        for number in pod.numbers(port) {
          let target: Node = [
            "kind": "Pod", "name": Node(.string(pod.metadata.name)),
            "namespace": Node(.string(pod.metadata.namespace)),
          ]
          let ip = Node(.string(address.description))
          let portNode: Node = [
            "name": Node(.string(port.name ?? "")), "port": Node(.number(String(number))),
            "protocol": Node(.string(port.transport.description.uppercased())),
          ]
          subsets.append(["addresses": [["ip": ip, "targetRef": target]], "ports": [portNode]])
          documents.append(
            slice(service, "\(subsets.count)", endpoint(ip, target), portNode))
        }
      }
    }
    guard !subsets.isEmpty else { return }
    let metadata = Self.metadata(service.metadata)
    documents.append(
      ["kind": "Endpoints", "metadata": metadata, "subsets": Node(.array(subsets))])
  }

  private func endpoint(_ ip: Node, _ target: Node) -> Node {
    ["addresses": [ip], "conditions": ["ready": true], "targetRef": target]
  }

  private func slice(_ service: Service, _ suffix: String, _ endpoint: Node, _ port: Node) -> Node {
    var metadata = service.metadata
    metadata.labels["kubernetes.io/service-name"] = metadata.name
    metadata.name += "-planned-" + suffix
    metadata.ownerReferences = []
    return [
      "kind": "EndpointSlice", "apiVersion": "discovery.k8s.io/v1",
      "metadata": Self.metadata(metadata), "addressType": "IPv4", "endpoints": [endpoint],
      "ports": [port],
    ]
  }
}

extension Pod {
  /// The numbers that a port of a Service leads to in this pod.
  fileprivate func numbers(_ port: ServicePort) -> [UInt16] {
    switch port.targetPort {
    case .number(let number): [number]
    case .name(let name): portNumbers(named: name, port.transport)
    }
  }
}
