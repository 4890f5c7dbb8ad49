/// An iptables match: one type a file, in `Matches/`. Its meaning lies in `Simulation`.
public protocol MatchExtension: Sendable, Hashable {
  /// The name after `-m`.
  static var name: String { get }
}

/// An iptables target: one type a file, in `Targets/`. Its meaning lies in `Simulation`.
public protocol TargetExtension: Sendable, Hashable {
  /// The name after `-j`.
  static var name: String { get }
}
