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

// MARK: Syntax

extension HashlimitMatch: MatchSyntax {
  static let options: [String] = [
    "hashlimit-upto", "hashlimit-above", "hashlimit", "hashlimit-burst", "hashlimit-mode",
    "hashlimit-name", "hashlimit-htable-size", "hashlimit-htable-max",
    "hashlimit-htable-gcinterval", "hashlimit-htable-expire", "hashlimit-srcmask",
    "hashlimit-dstmask", "hashlimit-rate-match", "hashlimit-rate-interval",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "hashlimit-upto": (isAbove, rate) = (words.inversion(), try rate(&words))
    case "hashlimit-above": (isAbove, rate) = (!words.inversion(), try rate(&words))
    case "hashlimit": (isAbove, rate) = (words.inversion(), try rate(&words))
    case "hashlimit-burst": burst = try RateText.burst(try words.word())
    case "hashlimit-mode": keys = try Keys(parsing: try words.list())
    case "hashlimit-name": table = try words.string()
    case "hashlimit-htable-size": size = try words.number()
    case "hashlimit-htable-max": maximum = try words.number()
    case "hashlimit-htable-gcinterval": collectionInterval = try words.number()
    case "hashlimit-htable-expire": expiry = try words.number()
    case "hashlimit-srcmask": sourceLength = try words.number(upTo: 128)
    case "hashlimit-dstmask": destinationLength = try words.number(upTo: 128)
    case "hashlimit-rate-match": measuresRate = true
    case "hashlimit-rate-interval": rateInterval = try words.number()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option(isAbove ? "hashlimit-above" : "hashlimit-upto")
    switch rate {
    case .packets(let interval):
      text.word(RateText.text(interval, second: 1_000_000))
      text.option("hashlimit-burst", burst)
    case .bytes(let rate):
      text.word(RateText.bytes(rate) + "/s")
      if burst != 0 { text.option("hashlimit-burst", RateText.bytes(burst)) }
    }
    if !keys.isEmpty { text.option("hashlimit-mode", keys.names) }
    text.option("hashlimit-name", table)
    if size != 0 { text.option("hashlimit-htable-size", size) }
    if maximum != 0 { text.option("hashlimit-htable-max", maximum) }
    if collectionInterval != 1000 { text.option("hashlimit-htable-gcinterval", collectionInterval) }
    text.option("hashlimit-htable-expire", ifAny: expiry)
    text.option("hashlimit-srcmask", ifAny: sourceLength)
    text.option("hashlimit-dstmask", ifAny: destinationLength)
    text.flag("hashlimit-rate-match", if: measuresRate)
    if rateInterval != 1 { text.option("hashlimit-rate-interval", rateInterval) }
  }

  private mutating func rate(_ words: inout RuleWords) throws(OptionProblem) -> Rate {
    let word = try words.word()
    if let bytes = try RateText.byteRate(word) {
      // The five of the beginning are packets; bytes have no burst of their own.
      if burst == 5 { burst = 0 }
      return .bytes(bytes)
    }
    return .packets(try RateText.interval(word, second: 1_000_000))
  }
}
