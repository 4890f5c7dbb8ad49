import Addressing
import Firewall
import Routing

/// Where a frame went.
enum Transmission {
  case arrives(HostModel, LinkIndex)
  case ends(LegEnd)
}

extension Journey {
  /// Hands the packet to its next hop: who on the segment answers for that address.
  mutating func transmitStep(_ context: inout HookContext, from host: HostModel) -> Transmission {
    guard let out = context.packet.outInterface else {
      return lost(
        host, context.packet, "the route to \(context.packet.destination) names no device")
    }
    if out == host.loopback { return loopBack(&context, host, out) }
    let target = context.nextHop ?? context.packet.destination
    let way = network.way(to: target, from: Port(host: host.index, link: out))
    if case .bridge = host.links[out].kind, way.dead == nil,
      let stop = pass(.down(to: way.physicalOut), out, on: host, &context)
    {
      return .ends(.stopped(stop))
    }
    if let port = way.receiver {
      trail.note(
        host, "neighbour", "\(target) on \(host.linkName(out)) is \(network.hosts[port.host].name)")
      return cross(&context, way, to: port, sourceMAC: host.macAddresses[out])
    }
    if let dead = way.dead { return silent(&context, host, network.hosts[dead.host], dead.link) }
    if let pod = network.unrecordedPod(at: target, behind: host, link: out) {
      return arrive(at: pod, &context, from: host)
    }
    return unanswered(&context, host, out, target, way.entry)
  }

  private mutating func loopBack(
    _ context: inout HookContext, _ host: HostModel, _ link: LinkIndex
  ) -> Transmission {
    context.packet.hasLocalSocket = false
    context.packet.sourceMAC = nil
    context.packet.frameKind = .host
    return .arrives(host, link)
  }

  /// Nobody recorded answers for the next hop.
  private mutating func unanswered(
    _ context: inout HookContext, _ host: HostModel, _ out: LinkIndex, _ target: IPAddress,
    _ entry: Neighbour?
  ) -> Transmission {
    let dev = host.linkName(out)
    if !host.links[out].isUp {
      return unreachable(&context, host, "\(dev) is down")
    }
    if host.needsNoNeighbour(out) {
      return leaves(host, context.packet, "\(target) by \(dev), whose other end was not recorded")
    }
    if let entry {
      if entry.state.isValid {
        if network.topology.isClosed(at: Port(host: host.index, link: out)) {
          let text = "\(entry.description), and nobody on \(dev) has this MAC address"
          return unreachable(&context, host, text, isSilent: true)
        }
        return leaves(host, context.packet, "\(entry.description): a machine that was not recorded")
      }
      return unreachable(&context, host, entry.description)
    }
    if network.isPodAddressWithoutPod(target, behind: host, link: out) {
      return unreachable(&context, host, "\(target) dev \(dev): no pod has this address")
    }
    if network.topology.isClosed(at: Port(host: host.index, link: out)) {
      return unreachable(&context, host, "\(target) dev \(dev): nobody answers")
    }
    if context.tape.assume(
      "a machine that was not recorded answers for \(target) on \(dev) of \(host.name)")
    {
      return leaves(host, context.packet, "\(target) dev \(dev): a machine that was not recorded")
    }
    return unreachable(&context, host, "\(target) dev \(dev): nobody answers")
  }

  private func unreachable(
    _ context: inout HookContext, _ host: HostModel, _ text: String, isSilent: Bool = false
  ) -> Transmission {
    let fact = DecidedBy(host: host.name, kind: .neighbour, text: text)
    let v4 = context.packet.family == .ipv4
    let message = ICMPMessage.unreachable(v4, v4 ? 1 : 3)
    let signal: Stop.Signal =
      isSilent
      ? .silence
      : context.packet.hasLocalSocket
        ? .errno("EHOSTUNREACH") : context.packet.quoted == nil ? .icmp(message) : .silence
    return .ends(.stopped(halt(.neighbourUnreachable, host, fact, signal, context.packet)))
  }

  /// A link on the way carries nothing, so that nobody hears who asks for the address.
  private func silent(
    _ context: inout HookContext, _ host: HostModel, _ owner: HostModel, _ dead: LinkIndex
  ) -> Transmission {
    let link = owner.links[dead]
    let state = link.isUp ? "has no carrier" : "is down"
    return unreachable(&context, host, "\(link.name) of \(owner.name) \(state)")
  }

  private func leaves(_ host: HostModel, _ packet: Packet, _ text: String) -> Transmission {
    let fact = DecidedBy(host: host.name, kind: .neighbour, text: text)
    return .ends(.stopped(halt(.leavesNetwork, host, fact, .silence, packet)))
  }

  private func lost(_ host: HostModel, _ packet: Packet, _ text: String) -> Transmission {
    let fact = DecidedBy(host: host.name, kind: .unknown, text: text)
    return .ends(.stopped(halt(.undecided, host, fact, .silence, packet)))
  }

  /// A pod that the cluster names and nobody recorded: taken to have one interface, a default
  /// route to its node and no rules.
  private mutating func arrive(
    at pod: HostModel, _ context: inout HookContext, from host: HostModel
  ) -> Transmission {
    trail.note(host, "neighbour", "\(context.packet.destination) is \(pod.name)")
    context.leaveHost(sourceMAC: nil)
    return .ends(.local(pod))
  }
}

extension Journey {
  /// Carries the frame to its receiver, over the bridge of a third host where there is one.
  private mutating func cross(
    _ context: inout HookContext, _ way: Way, to port: Port, sourceMAC: MACAddress?
  ) -> Transmission {
    context.leaveHost(sourceMAC: sourceMAC)
    if let bridge = way.crossing {
      let carrier = network.hosts[bridge.host]
      let across = BridgePassage.across(from: bridge.entry, to: bridge.exit)
      if let stop = pass(across, bridge.bridge, on: carrier, &context) {
        return .ends(.stopped(stop))
      }
      if let end = bridged(
        &context, bridge.host, bridge.bridge, from: bridge.entry, to: bridge.exit)
      {
        return .ends(end)
      }
    }
    let host = network.hosts[port.host]
    if case .bridge = host.links[port.link].kind,
      let stop = pass(.up(from: way.physicalIn), port.link, on: host, &context)
    {
      return .ends(.stopped(stop))
    }
    context.packet.physicalIn = way.physicalIn
    return .arrives(host, port.link)
  }

  /// Runs the IP hooks of a bridge that hands frames to iptables (`br_netfilter`).
  private mutating func bridged(
    _ context: inout HookContext, _ index: Int, _ bridge: LinkIndex, from entry: LinkIndex?,
    to exit: LinkIndex?
  ) -> LegEnd? {
    let host = network.hosts[index]
    guard host.filtersBridgedFrames(on: bridge, context.packet.family) else { return nil }
    context.packet.inInterface = bridge
    context.packet.physicalIn = entry
    if let stop = run(.prerouting, on: host, &context) { return .stopped(stop) }
    context.packet.outInterface = bridge
    context.packet.physicalOut = exit
    if let stop = run(.forward, on: host, &context) { return .stopped(stop) }
    context.packet.inInterface = nil
    if let stop = run(.postrouting, on: host, &context) { return .stopped(stop) }
    context.leaveHost(sourceMAC: context.packet.sourceMAC)
    return nil
  }
}

extension HookContext {
  /// Takes off what the kernel keeps beside a packet, as it does when the packet leaves a machine
  /// or a network namespace (`skb_scrub_packet`).
  mutating func leaveHost(sourceMAC: MACAddress?) {
    connection = nil
    state = .untrackedYet
    direction = .original
    templateZone = nil
    templateZoneDirection = .both
    templateHelper = nil
    isTraced = false
    nextHop = nil
    changedSets = []
    packet.mark = 0
    packet.priority = 0
    packet.realm = 0
    packet.inInterface = nil
    packet.outInterface = nil
    packet.physicalIn = nil
    packet.physicalOut = nil
    packet.hasLocalSocket = false
    packet.ownerUser = nil
    packet.ownerGroup = nil
    packet.sourceMAC = sourceMAC
    packet.frameKind = .host
  }
}
