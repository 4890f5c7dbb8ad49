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
