import Firewall

/// `xt_TCPMSS.c`: never raises the option. What `--clamp-mss-to-pmtu` writes depends on the route,
/// and only `-m tcpmss` behind it could tell.
extension TCPMSSTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    if let mss, let current = context.packet.maximumSegmentSize {
      context.packet.maximumSegmentSize = min(current, mss)
    }
    return .proceed
  }
}
