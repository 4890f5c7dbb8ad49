/// `-m hashlimit`: a token bucket for each address or port.
public struct HashlimitMatch: MatchExtension {
  public static let name = "hashlimit"
  /// How fast.
  public var rate = Rate.packets(0)
  /// `--hashlimit-above` (true) or `--hashlimit-upto`.
  public var isAbove = false
  /// `--hashlimit-burst`: packets, or bytes.
  public var burst: UInt64 = 5
  /// `--hashlimit-mode`.
  public var keys: Keys = []
  /// `--hashlimit-name`.
  public var table = ""
  /// `--hashlimit-htable-size`; 0 is left to the kernel.
  public var size: UInt32 = 0
  /// `--hashlimit-htable-max`.
  public var maximum: UInt32 = 0
  /// `--hashlimit-htable-gcinterval`, milliseconds.
  public var collectionInterval: UInt32 = 1000
  /// `--hashlimit-htable-expire`, milliseconds.
  public var expiry: UInt32?
  /// `--hashlimit-srcmask`.
  public var sourceLength: UInt8?
  /// `--hashlimit-dstmask`.
  public var destinationLength: UInt8?
  /// `--hashlimit-rate-match`: the rate is measured, not limited.
  public var measuresRate = false
  /// `--hashlimit-rate-interval`, seconds.
  public var rateInterval: UInt32 = 1

  /// The match without any option.
  public init() {}
}

extension HashlimitMatch {
  /// How fast packets may come.
  public enum Rate: Sendable, Hashable {
    /// Time between two packets, in units of 1/1,000,000 of a second.
    case packets(UInt64)
    /// Bytes a second.
    case bytes(UInt64)
  }

  /// What makes a bucket of its own, with the bits of `XT_HASHLIMIT_HASH_*`.
  public struct Keys: OptionSet, Sendable, Hashable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let destination = Self(rawValue: 1)
    public static let destinationPort = Self(rawValue: 2)
    public static let source = Self(rawValue: 4)
    public static let sourcePort = Self(rawValue: 8)
  }
}
