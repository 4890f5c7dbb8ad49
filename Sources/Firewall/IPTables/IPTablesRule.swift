/// One rule: conditions that must all hold, then what is done.
public struct IPTablesRule: Sendable, Hashable {
  /// How often it matched, where the text has counters.
  public var counters: Counters?
  private var lineNumber: UInt32
  /// The conditions on the IP header and the interfaces: what stands outside any `-m`.
  public var header: HeaderMatch
  /// The `-m` extensions in order.
  public var matches: [any MatchExtension]
  /// What `-j` or `-g` says.
  public var target: IPTablesTarget

  /// The line of the text it stood on, from 1; 0 when made by hand.
  public var line: Int {
    get { Int(lineNumber) }
    set { lineNumber = UInt32(clamping: newValue) }
  }

  /// A rule.
  public init(
    counters: Counters? = nil, line: Int = 0, header: HeaderMatch = HeaderMatch(),
    matches: [any MatchExtension] = [], target: IPTablesTarget = .none
  ) {
    self.counters = counters
    lineNumber = UInt32(clamping: line)
    self.header = header
    self.matches = matches
    self.target = target
  }

  /// Two rules are equal when they mean the same; the line they stood on does not count.
  public static func == (left: IPTablesRule, right: IPTablesRule) -> Bool {
    left.counters == right.counters && left.header == right.header && left.target == right.target
      && left.matches.map { AnyHashable($0) } == right.matches.map { AnyHashable($0) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(header)
    hasher.combine(target)
  }
}
