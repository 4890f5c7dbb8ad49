/// `-j IDLETIMER`: tells when nothing matches for a while; the walk goes on.
public struct IdletimerTarget: TargetExtension {
  public static let name = "IDLETIMER"
  /// `--timeout`, seconds.
  public var timeout: UInt32 = 0
  /// `--label`.
  public var label = ""
  /// `--alarm`.
  public var usesAlarm = false

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension IdletimerTarget: TargetSyntax {
  static let options: [String] = ["timeout", "label", "alarm"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "timeout": timeout = try words.number()
    case "label": label = try words.string()
    case "alarm": usesAlarm = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("timeout", timeout)
    text.option("label", label)
    text.flag("alarm", if: usesAlarm)
  }
}
