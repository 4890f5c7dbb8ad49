public import Addressing

/// `-j NETMAP`: translates a network one to one; ends the nat table.
public struct NetmapTarget: TargetExtension {
  public static let name = "NETMAP"
  /// `--to`: the bits of the mask are replaced.
  public var network = MaskedAddress(.zero(.ipv4), mask: .zero(.ipv4))

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension NetmapTarget: TargetSyntax {
  static let options: [String] = ["to"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "to": network = try words.maskedAddress()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("to", network.description)
  }
}
