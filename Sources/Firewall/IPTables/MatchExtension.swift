/// An iptables match: one type a file, in `Matches/`. Its meaning lies in `Simulation`.
///
/// A value of the type without any option read is what `-m NAME` alone loads.
public protocol MatchExtension: Sendable, Hashable {
  /// The name after `-m`.
  static var name: String { get }
  /// The name after `-m` of this value; another than ``name`` only for an ``UnknownMatch``.
  var moduleName: String { get }
}

extension MatchExtension {
  public var moduleName: String { Self.name }
}

/// An iptables target: one type a file, in `Targets/`. Its meaning lies in `Simulation`.
public protocol TargetExtension: Sendable, Hashable {
  /// The name after `-j`.
  static var name: String { get }
  /// The name after `-j` of this value; another than ``name`` only for an ``UnknownTarget``.
  var moduleName: String { get }
}

extension TargetExtension {
  public var moduleName: String { Self.name }
}
