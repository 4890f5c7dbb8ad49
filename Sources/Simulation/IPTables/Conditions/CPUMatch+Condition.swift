import Firewall

/// `xt_cpu.c`, `cpu_mt`.
extension CPUMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    open(context, "which processor handles a packet is not told by a snapshot")
  }
}
