import Addressing
import Firewall

/// `xt_NETMAP.c`: the network part is replaced, the host part kept.
extension NetmapTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    let manipulation = Manipulation(at: context.hook)
    let old = manipulation == .source ? context.packet.source : context.packet.destination
    let mapped = IPAddress(
      family: old.family, high: old.high & ~network.mask.high | network.address.high,
      low: old.low & ~network.mask.low | network.address.low)
    context.connection?.translate(manipulation, to: TranslationRange(address: mapped))
    return .verdict(.accept)
  }
}
