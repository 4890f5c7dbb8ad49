/// `-m u32`: numbers anywhere in the packet.
public struct U32Match: MatchExtension {
  public static let name = "u32"
  /// The tests; all must hold.
  public var tests: [Test] = []
  /// `!` before `--u32`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

extension U32Match {
  /// `LOCATION = VALUES`.
  public struct Test: Sendable, Hashable {
    /// Where the first number is read.
    public var offset: UInt32
    /// What is then done with it.
    public var steps: [Step]
    /// One of which it must be in.
    public var values: [ValueRange<UInt32>]

    /// The number at `offset`, treated by `steps`, lies in one of `values`.
    public init(offset: UInt32, steps: [Step] = [], values: [ValueRange<UInt32>]) {
      self.offset = offset
      self.steps = steps
      self.values = values
    }
  }

  /// What is done with the number read last.
  public enum Step: Sendable, Hashable {
    /// `&`.
    case and(UInt32)
    /// `<<`.
    case shiftLeft(UInt32)
    /// `>>`.
    case shiftRight(UInt32)
    /// `@`: the number moves the beginning; then reads at that offset.
    case move(UInt32)
  }
}

// MARK: Syntax

extension U32Match: MatchSyntax {
  static let options: [String] = ["u32"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "u32": (tests, isInverted) = (try Self.tests(try words.word()), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("u32", isInverted: isInverted)
    text.word("\"" + tests.map(\.text).joined(separator: "&&") + "\"")
  }
}
