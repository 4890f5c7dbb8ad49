/// `-j CONNMARK`: writes the mark of the connection, or copies it; the walk goes on.
public struct ConnmarkTarget: TargetExtension {
  public static let name = "CONNMARK"
  /// What is done.
  public var action = Action.set(MaskedValue(0))
  /// `--left-shift-mark` and `--right-shift-mark`: the result shifted by so many bits.
  public var shift: Shift?

  /// The target without any option.
  public init() {}
}

extension ConnmarkTarget {
  /// What is done.
  public enum Action: Sendable, Hashable {
    /// `ctmark = (ctmark & ~mask) ^ value`: `--set-xmark` and the options that mean it.
    case set(MaskedValue<UInt32>)
    /// `--save-mark`: `ctmark = (ctmark & ~ctMask) ^ (nfmark & nfMask)`.
    case save(nfMask: UInt32, ctMask: UInt32)
    /// `--restore-mark`: `nfmark = (nfmark & ~nfMask) ^ (ctmark & ctMask)`.
    case restore(nfMask: UInt32, ctMask: UInt32)
  }

  /// Bits to shift by.
  public enum Shift: Sendable, Hashable {
    case left(UInt8)
    case right(UInt8)
  }
}

// MARK: Syntax

extension ConnmarkTarget: TargetSyntax {
  static let options: [String] = [
    "set-xmark", "set-mark", "and-mark", "or-mark", "xor-mark", "save-mark", "restore-mark", "mask",
    "nfmask", "ctmask", "left-shift-mark", "right-shift-mark",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set-xmark": action = .set(try words.masked())
    case "set-mark":
      let mark: MaskedValue<UInt32> = try words.masked()
      action = .set(MaskedValue(mark.value, mask: mark.value | mark.mask))
    case "and-mark": action = .set(MaskedValue(0, mask: ~(try words.number())))
    case "or-mark":
      let mark: UInt32 = try words.number()
      action = .set(MaskedValue(mark, mask: mark))
    case "xor-mark": action = .set(MaskedValue(try words.number(), mask: 0))
    case "save-mark": action = .save(nfMask: .max, ctMask: .max)
    case "restore-mark": action = .restore(nfMask: .max, ctMask: .max)
    case "mask":
      let mask: UInt32 = try words.number()
      mend { _, _ in (mask, mask) }
    case "nfmask":
      let mask: UInt32 = try words.number()
      mend { _, ct in (mask, ct) }
    case "ctmask":
      let mask: UInt32 = try words.number()
      mend { nf, _ in (nf, mask) }
    case "left-shift-mark": shift = .left(try words.number(upTo: 32))
    case "right-shift-mark": shift = .right(try words.number(upTo: 32))
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    switch action {
    case .set(let mark):
      text.option("set-xmark", RuleText.hex(mark.value) + "/" + RuleText.hex(mark.mask))
    case .save(let nfMask, let ctMask):
      text.option("save-mark")
      text.option("nfmask", RuleText.hex(nfMask))
      text.option("ctmask", RuleText.hex(ctMask))
    case .restore(let nfMask, let ctMask):
      text.option("restore-mark")
      text.option("nfmask", RuleText.hex(nfMask))
      text.option("ctmask", RuleText.hex(ctMask))
    }
    switch shift {
    case .left(let bits): text.option("left-shift-mark", bits)
    case .right(let bits): text.option("right-shift-mark", bits)
    case nil: break
    }
  }

  private mutating func mend(_ masks: (UInt32, UInt32) -> (UInt32, UInt32)) {
    switch action {
    case .set: break
    case .save(let nfMask, let ctMask):
      let (nf, ct) = masks(nfMask, ctMask)
      action = .save(nfMask: nf, ctMask: ct)
    case .restore(let nfMask, let ctMask):
      let (nf, ct) = masks(nfMask, ctMask)
      action = .restore(nfMask: nf, ctMask: ct)
    }
  }
}
