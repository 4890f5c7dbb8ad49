/// `-j TOS`: `tos = (tos & ~mask) ^ value`; the walk goes on.
public struct TOSTarget: TargetExtension {
  public static let name = "TOS"
  /// The bits changed.
  public var value: UInt8 = 0
  /// The bits cleared before.
  public var mask: UInt8 = .max

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TOSTarget: TargetSyntax {
  static let options: [String] = ["set-tos", "and-tos", "or-tos", "xor-tos"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set-tos":
      let service = try words.typeOfService(nameMask: 0x3f)
      (value, mask) = (service.value, service.mask)
    case "and-tos": (value, mask) = (0, ~(try words.number()))
    case "or-tos":
      value = try words.number()
      mask = value
    case "xor-tos": (value, mask) = (try words.number(), 0)
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("set-tos", RuleText.hex(value, digits: 2) + "/" + RuleText.hex(mask, digits: 2))
  }
}
