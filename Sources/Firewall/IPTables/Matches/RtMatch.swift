public import Addressing

/// `-m rt`: the routing header of IPv6.
public struct RtMatch: MatchExtension {
  public static let name = "rt"
  /// `--rt-type`.
  public var type: Inverted<UInt32>?
  /// `--rt-segsleft`.
  public var segmentsLeft: Inverted<ValueRange<UInt32>>?
  /// `--rt-len`.
  public var length: Inverted<UInt32>?
  /// `--rt-0-res`.
  public var checksReserved = false
  /// `--rt-0-addrs`.
  public var addresses: [IPAddress] = []
  /// `--rt-0-not-strict`.
  public var isNotStrict = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension RtMatch: MatchSyntax {
  static let options: [String] = [
    "rt-type", "rt-segsleft", "rt-len", "rt-0-res", "rt-0-addrs", "rt-0-not-strict",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "rt-type": type = Inverted(try words.number(), isInverted: words.inversion())
    case "rt-segsleft": segmentsLeft = Inverted(try words.range(), isInverted: words.inversion())
    case "rt-len": length = Inverted(try words.number(), isInverted: words.inversion())
    case "rt-0-res": checksReserved = true
    case "rt-0-addrs":
      addresses = []
      for word in try words.word().split(separator: UInt8(ascii: ",")) {
        addresses.append(try RuleWords.address(word))
      }
    case "rt-0-not-strict": isNotStrict = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("rt-type", type) { "\($0)" }
    text.option("rt-segsleft", segmentsLeft) { RuleText.range($0) }
    text.option("rt-len", length) { "\($0)" }
    text.flag("rt-0-res", if: checksReserved)
    if !addresses.isEmpty {
      text.option("rt-0-addrs", addresses.map(\.description).joined(separator: ","))
    }
    text.flag("rt-0-not-strict", if: isNotStrict)
  }
}
