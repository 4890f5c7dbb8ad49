import Firewall

/// A target's meaning on one host, as a closure over what it needs from there.
struct HostPreparedEffect: PacketEffect {
  let body: (inout HookContext) -> EffectResult
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult { body(&context) }
}

/// A match's meaning on one host, as a closure over what it needs from there.
struct HostPreparedCondition: PacketCondition {
  let body: (inout HookContext) -> Truth

  func evaluate(_ context: inout HookContext) -> Truth { body(&context) }
}
