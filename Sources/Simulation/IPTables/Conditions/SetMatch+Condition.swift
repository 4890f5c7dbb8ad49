import Addressing
import Firewall
import Routing
import Snapshots

/// `xt_set.c`, `set_match_v4`.
extension SetMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    switch host.sets {
    case .missing(let file):
      let question = "set \(set) of \(host.name) holds the packet (\(file) was not recorded)"
      return HostPreparedCondition { _ in .unknown(because: question) }
    case .present(let sets):
      guard let index = sets.index(of: set), let query = query else {
        let question = "set \(set), which \(host.name) does not have, holds the packet"
        return HostPreparedCondition { _ in .unknown(because: question) }
      }
      return MembershipCondition(match: self, index: index, query: query, sets: sets, host: host)
    }
  }

  /// The question without its counters, which depend on the packet's length.
  private var query: IPSetQuery? {
    IPSetDirections(directions.map { $0 == .source }).map {
      IPSetQuery($0, returnsNoMatch: returnsNomatch)
    }
  }
}

/// The match with its set at hand.
private struct MembershipCondition: PacketCondition {
  let match: SetMatch
  let index: Int
  let query: IPSetQuery
  let sets: IPSets
  unowned let host: HostModel

  func evaluate(_ context: inout HookContext) -> Truth {
    if !context.changedSets.isEmpty, context.changedSets.contains(match.set) {
      return .unknown(because: "what a rule on the way put into set \(match.set)")
    }
    var asked = query
    if match.packets != nil || match.bytes != nil { asked.counters = counters(context.packet) }
    switch sets.test(context.packet.forSets(on: host), in: index, asked) {
    case .yes: return Truth(!match.isInverted)
    case .no: return Truth(match.isInverted)
    case .undecidable(let reason): return .unknown(because: reason)
    }
  }

  private func counters(_ packet: Packet) -> IPSetCounterCondition {
    let added =
      match.updatesCounters
      ? Counters(packets: 1, bytes: UInt64(packet.length ?? 0)) : Counters(packets: 0, bytes: 0)
    return IPSetCounterCondition(
      packets: match.packets.map(\.comparisonWithMember),
      bytes: match.bytes.map(\.comparisonWithMember), added: added)
  }
}

extension CounterCondition {
  fileprivate var comparisonWithMember: IPSetCounterComparison {
    switch comparison {
    case .equal: .equal(value)
    case .notEqual: .notEqual(value)
    case .less: .less(than: value)
    case .greater: .greater(than: value)
    }
  }
}

extension Packet {
  /// The packet as the set types look at it.
  fileprivate func forSets(on host: HostModel) -> IPSetPacket {
    let ports: IPSetPorts =
      isICMP
      ? .icmp(transport, type: icmp.type, code: icmp.code)
      : .of(transport, source: sourcePort, destination: destinationPort)
    var link = IPSetLinkHeader.absent
    if let inInterface, inInterface != host.loopback {
      if let sourceMAC, let own = host.macAddresses[inInterface] {
        link = .ethernet(source: sourceMAC, destination: own)
      } else {
        link = .unknown
      }
    }
    return IPSetPacket(
      source: source, destination: destination, ports: ports,
      inInterface: host.linkName(inInterface), outInterface: host.linkName(outInterface),
      mark: mark, link: link)
  }
}
