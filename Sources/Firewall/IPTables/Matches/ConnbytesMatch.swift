/// `-m connbytes`: how much a connection has transferred so far.
public struct ConnbytesMatch: MatchExtension {
  public static let name = "connbytes"
  /// The amount, both ends included.
  public var range = ValueRange<UInt64>(0, .max)
  /// `!` before `--connbytes`.
  public var isInverted = false
  /// `--connbytes-dir`.
  public var direction = Direction.both
  /// `--connbytes-mode`.
  public var mode = Mode.bytes

  /// The match without any option.
  public init() {}
}

extension ConnbytesMatch {
  /// Which packets of the connection are counted.
  public enum Direction: String, Sendable, Hashable {
    case original
    case reply
    case both
  }

  /// What is counted.
  public enum Mode: String, Sendable, Hashable {
    case packets
    case bytes
    case averagePacket = "avgpkt"
  }
}
