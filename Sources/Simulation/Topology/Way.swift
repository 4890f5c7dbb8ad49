import Routing

/// How a frame gets from a link to the next hop: found once, since no snapshot changes while it is
/// walked.
struct Way {
  /// The link that takes it; nil when nobody recorded has the address, or a link is dead.
  let receiver: Port?
  /// The first link on the way that carries nothing.
  let dead: Port?
  /// What the sender's neighbour table says of the address.
  let entry: Neighbour?
  /// The bridge of a third host that it crosses.
  let crossing: Crossing?
  /// The port of the sender's own bridge that it goes out by.
  let physicalOut: LinkIndex?
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
    self.entry = entry
    guard let receiver else {
      (self.receiver, dead, crossing, physicalOut, physicalIn) = (nil, nil, nil, nil, nil)
      return
    }
    let topology = network.topology
    crossing = Self.crossing(from, receiver, topology)
    physicalOut = topology.bridgePort(into: from, from: receiver)
    physicalIn = topology.bridgePort(into: receiver, from: from)
    var passed = [from, receiver]
    passed += [physicalOut].compactMap { $0.map { Port(host: from.host, link: $0) } }
    passed += [physicalIn].compactMap { $0.map { Port(host: receiver.host, link: $0) } }
    if let crossing {
      passed += [crossing.entry, crossing.bridge, crossing.exit].compactMap { link in
        link.map { Port(host: crossing.host, link: $0) }
      }
    }
    dead = passed.first { !network.hosts[$0.host].links[$0.link].isRunning }
    self.receiver = dead == nil ? receiver : nil
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
