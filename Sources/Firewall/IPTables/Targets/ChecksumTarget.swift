/// `-j CHECKSUM`: fills in the checksum; the walk goes on.
public struct ChecksumTarget: TargetExtension {
  public static let name = "CHECKSUM"
  /// `--checksum-fill`.
  public var fills = false

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension ChecksumTarget: TargetSyntax {
  static let options: [String] = ["checksum-fill"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "checksum-fill": fills = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("checksum-fill", if: fills)
  }
}
