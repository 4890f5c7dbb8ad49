/// What a match means: whether a packet meets it.
///
/// Semantics are those of `net/netfilter/xt_*.c`. A match whose meaning needs nothing but the
/// packet conforms to this itself; one that needs the host (sets, addresses, sockets) gives a
/// prepared condition through ``HostDependentMatch``.
protocol PacketCondition {
  /// Whether the packet at this hook meets the condition, inversion included.
  func evaluate(_ context: inout HookContext) -> Truth
}
