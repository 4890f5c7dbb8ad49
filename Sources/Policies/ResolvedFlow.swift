import Addressing
import Cluster

/// A connection whose ends are looked up in the cluster.
struct ResolvedFlow {
  var source: ResolvedEnd
  var destination: ResolvedEnd
  var port: UInt16
  var transport: TransportProtocol
  /// The family to judge by, where both ends have several; nil for the destination's first.
  private var family: IPFamily?

  init(_ flow: PolicyFlow, in cluster: ClusterObjects) {
    source = ResolvedEnd(flow.source, in: cluster)
    destination = ResolvedEnd(flow.destination, in: cluster)
    port = flow.port
    transport = flow.transport
  }

  /// A connection of ends that are looked up already.
  init(
    source: ResolvedEnd, destination: ResolvedEnd, port: UInt16, transport: TransportProtocol
  ) {
    self.source = source
    self.destination = destination
    self.port = port
    self.transport = transport
  }

  /// A connection from an end that is looked up already.
  init(from source: ResolvedEnd, to endpoint: TargetEndpoint, in cluster: ClusterObjects) {
    self.source = source
    destination = ResolvedEnd(endpoint.end, in: cluster)
    port = endpoint.port
    transport = endpoint.transport
  }

  /// The addresses the packet carries: of one family where both ends have it.
  var addresses: (source: IPAddress?, destination: IPAddress?) {
    if let family, let from = source.address(family), let to = destination.address(family) {
      return (from, to)
    }
    for to in destination.addresses {
      if let from = source.address(to.family) { return (from, to) }
    }
    return (source.addresses.first, destination.addresses.first)
  }

  /// The same connection by the other family, where both ends have both.
  var otherFamily: ResolvedFlow? {
    guard destination.addresses.count > 1, source.addresses.count > 1,
      let first = addresses.destination?.family,
      let other = IPFamily.allCases.first(where: { $0 != first }),
      source.address(other) != nil, destination.address(other) != nil
    else { return nil }
    var flow = self
    flow.family = other
    return flow
  }

  /// Whether a pod talks to itself.
  var isLoopback: Bool {
    guard let from = source.pod, let to = destination.pod else { return false }
    return from.objectName == to.objectName
  }
}

/// One end of a connection, looked up.
struct ResolvedEnd {
  /// The pod it is: also a finished one or one on the host network, where it was named.
  var pod: Pod?
  /// The name of a pod that nobody recorded.
  var unknownPod: ObjectName?
  /// The addresses it may have, the primary first.
  var addresses: [IPAddress]
  /// The node it counts as: a node's address, or a pod on the host network.
  var node: String?

  init(_ end: PolicyEnd, in cluster: ClusterObjects) {
    switch end {
    case .pod(let name):
      pod = cluster.pod(name)
      unknownPod = pod == nil ? name : nil
      addresses = pod?.addresses ?? []
      if let pod, pod.hostNetwork {
        node = pod.nodeName
        if addresses.isEmpty { addresses = Self.nodeAddresses(of: pod, in: cluster) }
      }
    case .address(let address):
      addresses = [address]
      pod = cluster.pod(at: address)
      if pod == nil {
        let sharing = cluster.pods(at: address).first?.nodeName
        node = cluster.node(at: address)?.metadata.name ?? sharing
      }
    }
  }

  /// The pod it is to a selector: an unfinished one with an address of its own.
  var selectablePod: Pod? {
    guard let pod, !pod.hostNetwork, !pod.isFinished else { return nil }
    return pod
  }

  func address(_ family: IPFamily) -> IPAddress? { addresses.first { $0.family == family } }

  private static func nodeAddresses(of pod: Pod, in cluster: ClusterObjects) -> [IPAddress] {
    if let host = pod.hostAddress { return [host] }
    return pod.nodeName.flatMap { cluster.node($0) }?.internalAddresses ?? []
  }
}
