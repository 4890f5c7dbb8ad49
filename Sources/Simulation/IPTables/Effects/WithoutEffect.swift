import Firewall

/// A target after which the packet is what it was: it writes a log, counts, or labels for others.
protocol WithoutEffect: PacketEffect {}

extension WithoutEffect {
  var matters: Bool { false }

  func apply(to context: inout HookContext) -> EffectResult { .proceed }
}

extension AuditTarget: WithoutEffect {}
extension ChecksumTarget: WithoutEffect {}
extension ConnsecmarkTarget: WithoutEffect {}
extension IdletimerTarget: WithoutEffect {}
extension LogTarget: WithoutEffect {}
extension NflogTarget: WithoutEffect {}
extension RateestTarget: WithoutEffect {}
extension SecmarkTarget: WithoutEffect {}
extension TCPOPTSTRIPTarget: WithoutEffect {}
/// TEE sends a copy elsewhere; the packet itself goes on.
extension TeeTarget: WithoutEffect {}
extension TraceTarget: WithoutEffect {}
