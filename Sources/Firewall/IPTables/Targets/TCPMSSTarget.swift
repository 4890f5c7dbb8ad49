/// `-j TCPMSS`: changes the maximum segment size of a SYN; the walk goes on.
public struct TCPMSSTarget: TargetExtension {
  public static let name = "TCPMSS"
  /// `--set-mss`; nil is `--clamp-mss-to-pmtu`.
  public var mss: UInt16?

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TCPMSSTarget: TargetSyntax {
  static let options: [String] = ["set-mss", "clamp-mss-to-pmtu"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set-mss": mss = try words.number()
    case "clamp-mss-to-pmtu": mss = nil
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    if let mss { text.option("set-mss", mss) } else { text.option("clamp-mss-to-pmtu") }
  }
}
