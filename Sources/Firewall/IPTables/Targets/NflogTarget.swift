/// `-j NFLOG`: hands a copy to a program; the walk goes on.
public struct NflogTarget: TargetExtension {
  public static let name = "NFLOG"
  /// `--nflog-group`.
  public var group: UInt16 = 0
  /// `--nflog-prefix`.
  public var prefix = ""
  /// `--nflog-size`: bytes copied; nil is all.
  public var size: UInt32?
  /// `--nflog-range`: the old name of the size, which older kernels ignore.
  public var range: UInt32?
  /// `--nflog-threshold`: packets sent at once.
  public var threshold: UInt16 = 1

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension NflogTarget: TargetSyntax {
  static let options: [String] = [
    "nflog-group", "nflog-prefix", "nflog-range", "nflog-size", "nflog-threshold",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "nflog-group": group = try words.number()
    case "nflog-prefix": prefix = try words.string()
    case "nflog-range": range = try words.number()
    case "nflog-size": size = try words.number()
    case "nflog-threshold": threshold = try words.number()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    if !prefix.isEmpty {
      text.option("nflog-prefix")
      text.quoted(prefix)
    }
    if group != 0 { text.option("nflog-group", group) }
    text.option("nflog-size", ifAny: size)
    text.option("nflog-range", ifAny: range)
    if threshold != 1 { text.option("nflog-threshold", threshold) }
  }
}
