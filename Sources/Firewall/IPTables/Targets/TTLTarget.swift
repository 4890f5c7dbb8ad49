/// `-j TTL`: changes the time to live; the walk goes on.
public struct TTLTarget: TargetExtension {
  public static let name = "TTL"
  /// The change.
  public var change = HopChange.set(0)

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TTLTarget: TargetSyntax {
  static let options: [String] = ["ttl-set", "ttl-dec", "ttl-inc"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ttl-set": change = .set(try words.number())
    case "ttl-dec": change = .decrement(try words.number())
    case "ttl-inc": change = .increment(try words.number())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    switch change {
    case .set(let value): text.option("ttl-set", value)
    case .decrement(let value): text.option("ttl-dec", value)
    case .increment(let value): text.option("ttl-inc", value)
    }
  }
}
