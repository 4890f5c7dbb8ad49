public import Addressing

extension ClusterObjects {
  /// The pod of a name.
  public func pod(_ name: ObjectName) -> Pod? {
    podIndex.byName[name].map { pods.list[$0] }
  }

  /// The pods that have `address`: unfinished ones. Those on the host network share their node's.
  public func pods(at address: IPAddress) -> [Pod] {
    (podIndex.byAddress[address] ?? []).map { pods.list[$0] }
  }

  /// The one pod that has `address` for itself.
  public func pod(at address: IPAddress) -> Pod? {
    pods(at: address).first { !$0.hostNetwork }
  }

  /// The Service of a name.
  public func service(_ name: ObjectName) -> Service? {
    serviceIndex.byName[name].map { services.list[$0] }
  }

  /// The Service whose cluster address is `address`.
  public func service(at address: IPAddress) -> Service? {
    serviceIndex.byClusterIP[address].map { services.list[$0] }
  }

  /// The Services reached from outside at `address`: external and load balancer addresses.
  public func services(externallyAt address: IPAddress) -> [Service] {
    (serviceIndex.byExternalAddress[address] ?? []).map { services.list[$0] }
  }

  /// The Service and port behind a port of every node.
  public func service(
    nodePort: UInt16, _ transport: TransportProtocol
  ) -> (service: Service, port: ServicePort)? {
    serviceIndex.byNodePort[ServiceIndex.NodePort(number: nodePort, transport: transport)].map {
      let service = services.list[$0.service]
      return (service, service.ports[$0.port])
    }
  }

  /// The node of a name.
  public func node(_ name: String) -> KubernetesNode? {
    nodeIndex.byName[name].map { nodes.list[$0] }
  }

  /// The node that has `address`.
  public func node(at address: IPAddress) -> KubernetesNode? {
    nodeIndex.byAddress[address].map { nodes.list[$0] }
  }

  /// The node whose pod network `address` is in.
  public func node(ofPodAddress address: IPAddress) -> KubernetesNode? {
    nodes.list.first { $0.podCIDRs.contains { $0.contains(address) } }
  }

  /// The labels of a namespace. A namespace that was not recorded has its name as only label.
  public func namespaceLabels(_ name: String) -> [String: String] {
    namespaceIndex.labels[name] ?? [Namespace.nameLabel: name]
  }

  /// The pods that a Service's selector chooses; empty without a selector.
  public func pods(selectedBy service: Service) -> [Pod] {
    guard !service.selector.isEmpty else { return [] }
    let selector = LabelSelector(matchLabels: service.selector)
    return (podIndex.byNamespace[service.metadata.namespace] ?? []).map { pods.list[$0] }
      .filter { selector.matches($0.metadata.labels) }
  }

  /// The pods of a namespace.
  public func pods(inNamespace namespace: String) -> [Pod] {
    (podIndex.byNamespace[namespace] ?? []).map { pods.list[$0] }
  }

  /// What stands behind a Service: its slices where recorded, else its Endpoints; missing where
  /// neither kind was.
  public func backends(of service: ObjectName) -> Presence<[ServiceBackend]> {
    if case .present(let slices) = endpointSlices {
      let own = (sliceIndex.byService[service] ?? []).map { slices[$0] }
      if !own.isEmpty || endpoints.isMissing { return .present(own.flatMap(\.backends)) }
    }
    guard case .present(let all) = endpoints else { return .missing }
    return .present(endpointsIndex.byName[service].map { all[$0].backends } ?? [])
  }
}
