import Addressing
import Firewall

/// `xt_esp.c`, `esp_mt`.
extension ESPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .esp else { return .no }
    return indexes == nil ? .yes : open(context, "the security parameter index is not known")
  }
}
