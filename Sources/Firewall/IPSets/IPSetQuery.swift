/// What an iptables `set` match asks beside the set's name (iptables-extensions(8)).
public struct IPSetQuery: Sendable, Hashable {
  /// `src,dst,…`.
  public var directions: IPSetDirections
  /// `--return-nomatch`: members marked `nomatch` count, the others do not.
  public var returnsNoMatch: Bool
  /// `--packets-…` and `--bytes-…`; nil where the rule has none.
  public var counters: IPSetCounterCondition?

  /// A question to a set.
  public init(
    _ directions: IPSetDirections, returnsNoMatch: Bool = false,
    counters: IPSetCounterCondition? = nil
  ) {
    self.directions = directions
    self.returnsNoMatch = returnsNoMatch
    self.counters = counters
  }
}

/// A condition on the counters of the member that is found.
///
/// The kernel counts the packet first and compares then; sets without counters always meet it.
public struct IPSetCounterCondition: Sendable, Hashable {
  public var packets: IPSetCounterComparison?
  public var bytes: IPSetCounterComparison?
  /// What this packet adds before the comparison; zero with `! --update-counters`.
  public var added: Counters

  /// A condition; `added` is one packet of its length unless counters are not updated.
  public init(
    packets: IPSetCounterComparison? = nil, bytes: IPSetCounterComparison? = nil, added: Counters
  ) {
    self.packets = packets
    self.bytes = bytes
    self.added = added
  }

  func holds(for stored: Counters) -> Bool {
    (packets?.holds(for: stored.packets &+ added.packets) ?? true)
      && (bytes?.holds(for: stored.bytes &+ added.bytes) ?? true)
  }
}

/// `--packets-eq`, `! --packets-eq`, `--packets-lt`, `--packets-gt` and the same for bytes.
public enum IPSetCounterComparison: Sendable, Hashable {
  case equal(UInt64)
  case notEqual(UInt64)
  case less(than: UInt64)
  case greater(than: UInt64)

  func holds(for value: UInt64) -> Bool {
    switch self {
    case .equal(let other): value == other
    case .notEqual(let other): value != other
    case .less(let other): value < other
    case .greater(let other): value > other
    }
  }
}

/// What a set says of a packet.
public enum IPSetMembership: Sendable, Hashable {
  /// A member covers it.
  case match(IPSetMemberID)
  /// The longest prefix that covers it is marked `nomatch`.
  case noMatchEntry(IPSetMemberID)
  /// No member covers it.
  case absent
  /// The snapshot does not tell.
  case undecidable(because: String)
}

/// Which member of which set.
public struct IPSetMemberID: Sendable, Hashable {
  /// The index into ``IPSets/sets``, or -1 when a set was asked by itself.
  public var set: Int
  /// The index of the member within the set.
  public var member: Int

  /// Member `member` of the set at index `set`.
  public init(set: Int, member: Int) {
    self.set = set
    self.member = member
  }
}
