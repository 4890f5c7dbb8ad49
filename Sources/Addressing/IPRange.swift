/// A run of addresses of one family, both ends included.
public struct IPRange: Sendable, Hashable {
  /// The first address.
  public let first: IPAddress
  /// The last address.
  public let last: IPAddress

  /// The run from `first` to `last`, nil when they are of two families or the wrong way round.
  public init?(_ first: IPAddress, _ last: IPAddress) {
    guard first.family == last.family, first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// The run of one address.
  public init(_ address: IPAddress) {
    first = address
    last = address
  }

  /// The addresses of a prefix.
  public init(_ prefix: IPPrefix) {
    first = prefix.network
    last = prefix.last
  }

  /// Whether `address` lies in the run.
  @inlinable public func contains(_ address: IPAddress) -> Bool {
    address.family == first.family && first <= address && address <= last
  }
}

extension IPRange: CustomStringConvertible {
  /// `FIRST-LAST`, or the address alone.
  public var description: String { first == last ? "\(first)" : "\(first)-\(last)" }
}
