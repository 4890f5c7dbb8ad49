import Addressing
public import Cluster

/// A source that the policies of a pod may see, where something on the way translates it.
public struct SeenSource: Sendable, Hashable {
  /// Who it is to the policies.
  public var end: PolicyEnd
  /// Why.
  public var reason: Reason

  /// Why a source is seen as it is.
  public enum Reason: Sendable, Hashable {
    /// Nothing translates it.
    case asSent
    /// A node writes its own address into what comes in by a node port, an external or a load
    /// balancer's address: `externalTrafficPolicy: Cluster`.
    case masqueraded(node: String)
    /// A node does so for a cluster address too, where kube-proxy runs with `--cluster-cidr` or
    /// `--masquerade-all`.
    case masqueradedByOption(node: String)
    /// The rules of a recording do.
    case translated(host: String)
  }

  /// The source `end`, seen so for `reason`.
  public init(_ end: PolicyEnd, _ reason: Reason) {
    self.end = end
    self.reason = reason
  }

  /// Whether it is certain that policies see it, the settings of kube-proxy being unknown.
  public var isCertain: Bool {
    if case .masqueradedByOption = reason { false } else { true }
  }
}

extension SeenSource: CustomStringConvertible {
  /// `192.168.1.101 (node1 masquerades: externalTrafficPolicy Cluster)`.
  public var description: String {
    switch reason {
    case .asSent: "\(end) (as sent)"
    case .masqueraded(let node):
      "\(end) (node \(node) masquerades: externalTrafficPolicy is Cluster)"
    case .masqueradedByOption(let node):
      "\(end) (if node \(node) masquerades: kube-proxy --cluster-cidr or --masquerade-all)"
    case .translated(let host): "\(end) (the rules of \(host) translate it)"
    }
  }
}

/// By which of its addresses a Service is asked.
public enum ServiceDoor: Sendable, Hashable {
  /// Its cluster address or name.
  case clusterIP
  /// A port of a node; nil where any of them may be asked.
  case nodePort(node: String?)
  /// An external or a load balancer's address.
  case external
}

extension PolicyEngine {
  /// Who policies may see when `source` comes in by `door`, from kube-proxy's and the Service's
  /// settings.
  public func seenSources(
    of source: PolicyEnd, through service: Service, by door: ServiceDoor
  ) -> [SeenSource] {
    let sent = SeenSource(source, .asSent)
    switch door {
    case .clusterIP:
      guard ResolvedEnd(source, in: cluster).pod == nil else { return [sent] }
      return [sent] + nodeSources(nil) { .masqueradedByOption(node: $0) }
    case .nodePort(let node):
      guard service.externalTrafficPolicy == .cluster else { return [sent] }
      return nodeSources(node) { .masqueraded(node: $0) }
    case .external:
      guard service.externalTrafficPolicy == .cluster else { return [sent] }
      return nodeSources(nil) { .masqueraded(node: $0) }
    }
  }

  private func nodeSources(
    _ only: String?, _ reason: (String) -> SeenSource.Reason
  ) -> [SeenSource] {
    cluster.nodes.list.filter { only == nil || $0.metadata.name == only }.flatMap { node in
      node.internalAddresses.map { SeenSource(.address($0), reason(node.metadata.name)) }
    }
  }

  /// The pods and ports behind a Service's port; those of one node where its policy keeps to it.
  public func endpoints(
    of service: Service, _ port: ServicePort, by door: ServiceDoor
  ) -> [TargetEndpoint] {
    TargetDiscovery(cluster).endpoints(of: service, port, by: door)
  }
}

extension TargetDiscovery {
  /// The same, for many Services of one cluster.
  func endpoints(
    of service: Service, _ port: ServicePort, by door: ServiceDoor
  ) -> [TargetEndpoint] {
    let chosen = pods.pods(service.selector, in: service.metadata.namespace)
    let all = endpoints(of: service, port, chosen)
    guard case .nodePort(let node?) = door, service.externalTrafficPolicy == .local else {
      return all
    }
    return all.filter { endpoint in
      guard case .pod(let name) = endpoint.end else { return true }
      return cluster.pod(name)?.nodeName == node
    }
  }
}
