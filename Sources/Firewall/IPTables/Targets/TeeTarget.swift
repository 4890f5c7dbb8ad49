public import Addressing

/// `-j TEE`: sends a copy to a gateway; the walk goes on.
public struct TeeTarget: TargetExtension {
  public static let name = "TEE"
  /// `--gateway`.
  public var gateway = IPAddress.zero(.ipv4)
  /// `--oif`.
  public var outInterface: String?

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TeeTarget: TargetSyntax {
  static let options: [String] = ["gateway", "oif"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "gateway": gateway = try words.address()
    case "oif": outInterface = try words.string()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("gateway", gateway)
    text.option("oif", ifAny: outInterface)
  }
}
