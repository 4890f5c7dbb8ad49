/// The name of a cause: the same in code, JSON, `Probes/Scenarios`, `Samples/Snapshots` and
/// `Docs/Reference/causes`.
public struct CauseID: RawRepresentable, Sendable, Hashable {
  public let rawValue: String

  /// The cause called `rawValue`.
  public init(rawValue: String) { self.rawValue = rawValue }
}

extension CauseID: CustomStringConvertible {
  public var description: String { rawValue }
}
