import Firewall

/// `xt_connmark.c`, `connmark_tg_shift`.
extension ConnmarkTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    guard var connection = context.connection else { return .proceed }
    switch action {
    case .set(let masked):
      let mark = connection.mark & ~masked.mask ^ masked.value
      connection.mark = shifted(mark)
    case .save(let nfMask, let ctMask):
      let mark = shifted(context.packet.mark & nfMask)
      connection.mark = connection.mark & ~ctMask ^ mark
    case .restore(let nfMask, let ctMask):
      let mark = shifted(connection.mark & ctMask)
      context.packet.mark = context.packet.mark & ~nfMask ^ mark
    }
    context.connection = connection
    return .proceed
  }

  private func shifted(_ mark: UInt32) -> UInt32 {
    switch shift {
    case .left(let bits): mark << UInt32(bits)
    case .right(let bits): mark >> UInt32(bits)
    case nil: mark
    }
  }
}
