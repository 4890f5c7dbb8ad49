/// `-j MARK`: `mark = (mark & ~mask) ^ value`, which every option comes to; the walk goes on.
public struct MarkTarget: TargetExtension {
  public static let name = "MARK"
  /// The bits changed.
  public var value: UInt32 = 0
  /// The bits cleared before.
  public var mask: UInt32 = .max

  /// The target without any option.
  public init() {}
}

extension MarkTarget {
  /// The mark after the target.
  public func applied(to mark: UInt32) -> UInt32 { mark & ~mask ^ value }
}

// MARK: Syntax

extension MarkTarget: TargetSyntax {
  static let options: [String] = ["set-xmark", "set-mark", "and-mark", "or-mark", "xor-mark"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set-xmark": set(try words.masked())
    case "set-mark":
      let mark: MaskedValue<UInt32> = try words.masked()
      set(MaskedValue(mark.value, mask: mark.value | mark.mask))
    case "and-mark": set(MaskedValue(0, mask: ~(try words.number())))
    case "or-mark":
      let mark: UInt32 = try words.number()
      set(MaskedValue(mark, mask: mark))
    case "xor-mark": set(MaskedValue(try words.number(), mask: 0))
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("set-xmark", RuleText.hex(value) + "/" + RuleText.hex(mask))
  }

  private mutating func set(_ mark: MaskedValue<UInt32>) {
    (value, mask) = (mark.value, mark.mask)
  }
}
