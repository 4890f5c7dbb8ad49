/// What a rule did to a set of labels, and why.
public enum RelabelOutcome: Sendable, Hashable {
  /// `keep` and `drop`: whether the joined value matches.
  case matched(ByteString, isKept: Bool)
  case unmatched(ByteString, isKept: Bool)
  /// `keepequal` and `dropequal`: the joined value beside that of the target label.
  case compared(ByteString, with: ByteString, isKept: Bool)
  /// A label was written.
  case set(ByteString, to: ByteString)
  /// A label was taken away, since the value for it is empty.
  case emptied(ByteString)
  /// `replace` did nothing: the joined value does not match.
  case noMatch(ByteString)
  /// `replace` did nothing: its target is no name for a label.
  case invalidName(ByteString)
  /// `labelmap` wrote these labels.
  case mapped([NameMapping])
  /// `labeldrop` or `labelkeep` took these labels away.
  case removed([ByteString])

  /// Whether the target or sample goes on to the next rule.
  public var isKept: Bool {
    switch self {
    case .matched(_, let isKept), .unmatched(_, let isKept), .compared(_, _, let isKept): isKept
    case .set, .emptied, .noMatch, .invalidName, .mapped, .removed: true
    }
  }
}

/// A label that `labelmap` copied.
public struct NameMapping: Sendable, Hashable {
  /// The name that matched.
  public var from: ByteString
  /// The name it was copied to.
  public var to: ByteString
}
