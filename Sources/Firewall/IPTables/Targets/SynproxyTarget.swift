/// `-j SYNPROXY`: answers the handshake in the server's place.
public struct SynproxyTarget: TargetExtension {
  public static let name = "SYNPROXY"
  /// `--mss`.
  public var mss: UInt16?
  /// `--wscale`.
  public var windowScale: UInt8?
  /// `--sack-perm`.
  public var permitsSACK = false
  /// `--timestamps`.
  public var usesTimestamps = false
  /// `--ecn`.
  public var usesECN = false

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension SynproxyTarget: TargetSyntax {
  static let options: [String] = ["mss", "wscale", "sack-perm", "timestamps", "timestamp", "ecn"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "mss": mss = try words.number()
    case "wscale": windowScale = try words.number(upTo: 14)
    case "sack-perm": permitsSACK = true
    case "timestamps", "timestamp": usesTimestamps = true
    case "ecn": usesECN = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("sack-perm", if: permitsSACK)
    text.flag("timestamp", if: usesTimestamps)
    text.option("wscale", ifAny: windowScale)
    text.option("mss", ifAny: mss)
    text.flag("ecn", if: usesECN)
  }
}
