import Firewall

/// `xt_string.c`, `string_mt`. A packet that can have no payload is too short for what is searched
/// behind its headers.
extension StringMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let longest = Int(
      context.packet.length.map { UInt16(clamping: $0) } ?? context.packet.possibleLengths.last)
    if Int(from) + pattern.count > longest { return Truth(isInverted) }
    return open(context, "the bytes of the packet are not known")
  }
}
