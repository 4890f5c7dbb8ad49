/// `-m statistic`: by chance, or every nth packet.
public struct StatisticMatch: MatchExtension {
  public static let name = "statistic"
  /// How it is decided.
  public var mode = Mode.random(probability: 0)
  /// `!` before `--probability` or `--every`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

extension StatisticMatch {
  /// How it is decided.
  public enum Mode: Sendable, Hashable {
    /// `--mode random`: the probability in units of 2⁻³¹, as the kernel keeps it.
    case random(probability: UInt32)
    /// `--mode nth`: once in `every` packets, first at number `packet`, from 0.
    case nth(every: UInt32, packet: UInt32)
  }

  /// The probability that a packet passes, the inversion taken into account.
  public var probability: Double {
    let share =
      switch mode {
      case .random(let probability): Double(probability) / 2_147_483_648
      case .nth(let every, packet: _): 1 / Double(max(1, every))
      }
    return isInverted ? 1 - share : share
  }
}

// MARK: Syntax

extension StatisticMatch: MatchSyntax {
  static let options: [String] = ["mode", "probability", "every", "packet"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "mode":
      let name = try words.string()
      switch name {
      case "random": mode = .random(probability: 0)
      case "nth": mode = .nth(every: 1, packet: 0)
      case _: throw .unknown("it does not know the mode \(name)")
      }
    case "probability":
      guard case .random = mode else { throw .malformed("--probability needs --mode random") }
      mode = .random(probability: try probability(&words))
      isInverted = words.inversion()
    case "every":
      guard case .nth(every: _, let packet) = mode else {
        throw .malformed("--every needs --mode nth")
      }
      let every: UInt32 = try words.number()
      guard every > 0 else { throw .malformed("--every 0 is no number of packets") }
      mode = .nth(every: every, packet: packet)
      isInverted = words.inversion()
    case "packet":
      guard case .nth(let every, packet: _) = mode else {
        throw .malformed("--packet needs --mode nth")
      }
      mode = .nth(every: every, packet: try words.number())
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if case .nth(let every, let packet) = mode, packet >= every {
      throw .malformed("--packet \(packet) is not below --every \(every)")
    }
  }

  func write(to text: inout RuleText) {
    switch mode {
    case .random(let probability):
      text.option("mode", "random")
      text.option("probability", isInverted: isInverted)
      text.word(RateText.probability(probability))
    case .nth(let every, let packet):
      text.option("mode", "nth")
      text.option("every", isInverted: isInverted)
      text.word(every)
      text.option("packet", packet)
    }
  }

  private func probability(_ words: inout RuleWords) throws(OptionProblem) -> UInt32 {
    let text = try words.string()
    guard let share = Double(text), share >= 0, share <= 1 else {
      throw .malformed("\(text) is not a probability from 0 to 1")
    }
    return UInt32((share * 2_147_483_648).rounded())
  }
}
