import Addressing
import Documents
import Routing

extension HostModel {
  /// The realms of a packet's routes as `dst->tclassid` has them: the destination's in the lower 16
  /// bits, the source's in the upper ones where the packet came in (`set_class_tag`,
  /// `fib_combine_itag`).
  func realm(of packet: Packet, _ decision: RouteDecision) -> UInt32 {
    guard hasRealms, packet.family == .ipv4 else { return 0 }
    let chosen = packet.inInterface == nil || packet.outInterface != nil ? decision.route?.realm : 0
    var realm = chosen ?? 0
    guard packet.inInterface != nil, realm >> 16 == 0 else { return realm }
    let back = stack.lookup(
      RouteQuery(
        to: packet.source, from: packet.destination, in: linkName(packet.inInterface),
        mark: packet.mark, tos: packet.trafficClass))
    realm |= (back.route?.realm ?? 0) << 16
    return realm
  }
}

extension Route {
  /// `realms FROM/TO` as the kernel keeps it, nil where the route has none: `flow` in JSON.
  var realm: UInt32? {
    guard
      let flow = other.first(where: { $0.key == "flow" })?.value
        ?? nextHops.first?.other.first(where: { $0.key == "flow" })?.value
    else { return nil }
    return Self.number(flow["from"]) << 16 | Self.number(flow["to"])
  }

  private static func number(_ node: Node?) -> UInt32 {
    guard let text = node?.string else { return UInt32(clamping: node?.int ?? 0) }
    return text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) ?? 0 : UInt32(text) ?? 0
  }
}
