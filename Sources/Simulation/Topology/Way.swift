import Routing

/// How a frame gets from a link to the next hop: found once, since no snapshot changes while it is
/// walked.
struct Way {
  /// The link that takes it; nil when nobody recorded has the address.
  let receiver: Port?
  /// What the sender's neighbour table says of the address.
  let entry: Neighbour?
  /// The bridge of a third host that it crosses.
  let crossing: Crossing?
  /// The port of the receiver's own bridge that it comes in by.
  let physicalIn: LinkIndex?

  /// A bridge that only carries the frame.
  struct Crossing {
    let host: Int
    let bridge: LinkIndex
    let entry: LinkIndex?
    let exit: LinkIndex?
  }

  init(receiver: Port?, entry: Neighbour?, from: Port, _ network: NetworkModel) {
    self.receiver = receiver
    self.entry = entry
    guard let receiver else {
      (crossing, physicalIn) = (nil, nil)
      return
    }
    crossing = Self.crossing(from, receiver, network.topology)
    if case .bridge = network.hosts[receiver.host].links[receiver.link].kind {
      physicalIn = network.topology.bridgePort(
        of: receiver.host, bridge: receiver.link, towards: from)
    } else {
      physicalIn = nil
    }
  }

  private static func crossing(_ from: Port, _ to: Port, _ topology: Topology) -> Crossing? {
    if let first = topology.bridge(of: from), first.host != to.host {
      return Crossing(
        host: first.host, bridge: first.bridge, entry: first.port,
        exit: topology.bridgePort(of: first.host, bridge: first.bridge, towards: to))
    }
    if let last = topology.bridge(of: to), last.host != from.host {
      return Crossing(
        host: last.host, bridge: last.bridge,
        entry: topology.bridgePort(of: last.host, bridge: last.bridge, towards: from),
        exit: last.port)
    }
    return nil
  }
}
