import Firewall

/// `xt_u32.c`, `u32_mt`: looks at bytes that a flow does not tell.
extension U32Match: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    open(context, "the bytes of the packet are not known")
  }
}
