import Addressing
public import Cluster

/// What the address of an endpoint is.
public enum Destination: Sendable {
  /// A Service's cluster address; the port is nil where the Service does not have it.
  case service(Service, ServicePort?)
  /// A Service's port on every node.
  case nodePort(Service, ServicePort)
  /// A Service's external or load balancer address; the port is nil where the Service does not have it.
  case external(Service, ServicePort?)
  /// A pod of its own.
  case pod(Pod)
  /// An address of a node's pod network that no pod has.
  case podNetwork(KubernetesNode)
  /// An address among those of Services that no Service has.
  case serviceNetwork
  /// A node.
  case node(KubernetesNode)
  /// Anything else.
  case other

  /// The Service, where it is one.
  public var service: Service? {
    switch self {
    case .service(let service, _), .nodePort(let service, _), .external(let service, _): service
    case .pod, .podNetwork, .serviceNetwork, .node, .other: nil
    }
  }

  /// The Service's port, where it has it.
  public var servicePort: ServicePort? {
    switch self {
    case .service(_, let port), .external(_, let port): port
    case .nodePort(_, let port): port
    case .pod, .podNetwork, .serviceNetwork, .node, .other: nil
    }
  }
}

extension Destination {
  /// What `endpoint` is in `cluster`.
  init(_ endpoint: Endpoint, in cluster: ClusterObjects) {
    let address = endpoint.address
    func port(of service: Service) -> ServicePort? {
      service.ports.first { $0.port == endpoint.port && $0.transport == .tcp }
    }
    if let service = cluster.service(at: address) {
      self = .service(service, port(of: service))
    } else if let service = cluster.services(externallyAt: address).first(where: {
      port(of: $0) != nil
    }) {
      self = .external(service, port(of: service))
    } else if let pod = cluster.pod(at: address) {
      self = .pod(pod)
    } else if let node = cluster.node(at: address) {
      self =
        cluster.service(nodePort: endpoint.port, .tcp).map { .nodePort($0.service, $0.port) }
        ?? .node(node)
    } else if let service = cluster.services(externallyAt: address).first {
      self = .external(service, nil)
    } else if let node = cluster.node(ofPodAddress: address) {
      self = .podNetwork(node)
    } else {
      self = cluster.isServiceNetwork(address) ? .serviceNetwork : .other
    }
  }
}

extension ClusterObjects {
  /// The network that Services get their addresses from, as far as those that are there show it. No object says it.
  func serviceNetwork(_ family: IPFamily) -> IPPrefix? {
    let own = services.list.flatMap(\.clusterAddresses).first { $0.family == family }
    return own.flatMap { IPPrefix($0, length: family == .ipv4 ? 16 : 108)?.canonical }
  }

  func isServiceNetwork(_ address: IPAddress) -> Bool {
    serviceNetwork(address.family)?.contains(address) ?? false
  }

  /// The network that all pods' networks are in, as the nodes show it: 16 bits long for IPv4.
  func podNetwork(_ family: IPFamily) -> IPPrefix? {
    let own = nodes.list.flatMap(\.podCIDRs).first { $0.family == family }
    return own.flatMap {
      IPPrefix($0.address, length: min($0.length, family == .ipv4 ? 16 : 56))?.canonical
    }
  }
}
