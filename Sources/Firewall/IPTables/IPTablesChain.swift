/// One chain: rules tried in order, then the policy (built-in) or a return to the caller.
public struct IPTablesChain: Sendable, Hashable {
  /// The name: `FORWARD`, `KUBE-SERVICES`.
  public var name: String
  /// What happens at the end of a built-in chain; nil for a user-defined chain.
  public var policy: ChainPolicy?
  /// The counters of the policy, where they were printed.
  public var counters: Counters?
  /// The rules in order.
  public var rules: [IPTablesRule]

  /// A chain of `rules`.
  public init(
    name: String, policy: ChainPolicy? = nil, counters: Counters? = nil, rules: [IPTablesRule] = []
  ) {
    self.name = name
    self.policy = policy
    self.counters = counters
    self.rules = rules
  }
}

/// What a built-in chain does with a packet that no rule decided.
public enum ChainPolicy: String, Sendable, Hashable {
  case accept = "ACCEPT"
  case drop = "DROP"
}

/// How many packets and bytes matched.
public struct Counters: Sendable, Hashable {
  public var packets: UInt64
  public var bytes: UInt64

  /// `packets` of `bytes` together.
  public init(packets: UInt64, bytes: UInt64) {
    self.packets = packets
    self.bytes = bytes
  }
}
