/// `-j RATEEST`: counts into a rate estimator; the walk goes on.
public struct RateestTarget: TargetExtension {
  public static let name = "RATEEST"
  /// `--rateest-name`.
  public var estimator = ""
  /// `--rateest-interval`: `250ms`.
  public var interval = ""
  /// `--rateest-ewmalog`: `500ms`.
  public var averaging = ""

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension RateestTarget: TargetSyntax {
  static let options: [String] = ["rateest-name", "rateest-interval", "rateest-ewmalog"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "rateest-name": estimator = try words.string()
    case "rateest-interval": interval = try words.string()
    case "rateest-ewmalog": averaging = try words.string()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("rateest-name", estimator)
    text.option("rateest-interval", interval)
    text.option("rateest-ewmalog", averaging)
  }
}
