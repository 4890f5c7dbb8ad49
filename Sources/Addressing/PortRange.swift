/// A run of ports, both ends included.
@frozen public struct PortRange: Sendable, Hashable {
  /// The lowest port.
  public let first: UInt16
  /// The highest port.
  public let last: UInt16

  /// The run from `first` to `last`. The ends may be the wrong way round: it then holds nothing.
  @inlinable public init(_ first: UInt16, _ last: UInt16) {
    self.first = first
    self.last = last
  }

  /// The run of one port.
  @inlinable public init(_ port: UInt16) { self.init(port, port) }

  /// Every port.
  public static let all = PortRange(0, .max)

  /// Whether `port` lies in the run.
  @inlinable public func contains(_ port: UInt16) -> Bool { first <= port && port <= last }
}
