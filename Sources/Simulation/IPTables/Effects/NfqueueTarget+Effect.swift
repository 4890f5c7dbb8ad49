import Firewall

/// `xt_NFQUEUE.c`: a program decides; without one the packet is dropped, or passes with
/// `--queue-bypass`. A snapshot tells neither.
extension NfqueueTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    let question =
      bypasses
      ? "the program on NFQUEUE \(queue) accepts the packet, or there is none"
      : "a program on NFQUEUE \(queue) accepts the packet"
    return .verdict(context.tape.assume(question) ? .accept : .drop)
  }
}
