public import Addressing

/// What `iptables-save` or `ip6tables-save` printed: the tables of one family and backend.
public struct IPTablesRuleset: Sendable, Hashable {
  /// The family the rules are for.
  public var family: IPFamily
  /// The tables in the order of the text.
  public var tables: [IPTablesTable]

  /// A ruleset of `tables`.
  public init(family: IPFamily, tables: [IPTablesTable] = []) {
    self.family = family
    self.tables = tables
  }

  /// The table called `name`: `filter`, `nat`, `mangle`, `raw` or `security`.
  public subscript(name: String) -> IPTablesTable? { tables.first { $0.name == name } }
}

/// One table: chains, each under a name of its own.
public struct IPTablesTable: Sendable, Hashable {
  /// `filter`, `nat`, `mangle`, `raw` or `security`.
  public var name: String
  /// The chains in the order of the text, built-in ones included.
  public var chains: [IPTablesChain]

  /// A table of `chains`.
  public init(name: String, chains: [IPTablesChain] = []) {
    self.name = name
    self.chains = chains
  }
}

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
