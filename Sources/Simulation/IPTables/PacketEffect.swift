import Firewall

/// What a target does to a packet, beyond ACCEPT, DROP, RETURN, jump and goto.
///
/// Semantics are those of `net/netfilter/xt_*.c` and `net/ipv4/netfilter/ipt_*.c`.
protocol PacketEffect {
  /// Whether the packet's further way can depend on it. LOG cannot: a rule whose conditions are
  /// undecided then need not split the walk.
  var matters: Bool { get }
  /// Changes the packet or its connection, and says how the rule ends.
  func apply(to context: inout HookContext) -> EffectResult
}

/// How a rule with an extension target ends.
enum EffectResult: Sendable, Hashable {
  /// On with the next rule (`XT_CONTINUE`).
  case proceed
  /// The table is done with this verdict.
  case verdict(Verdict)
}

/// A target that is prepared once for each host.
protocol HostDependentTarget: TargetExtension {
  /// The effect this target has on `host`.
  func effect(on host: HostModel) -> any PacketEffect
}
