/// `-m owner`: who owns the sending socket; only in OUTPUT and POSTROUTING.
public struct OwnerMatch: MatchExtension {
  public static let name = "owner"
  /// `--uid-owner`.
  public var users: Inverted<ValueRange<UInt32>>?
  /// `--gid-owner`.
  public var groups: Inverted<ValueRange<UInt32>>?
  /// `--socket-exists`; inverted is false.
  public var hasSocket: Bool?
  /// `--suppl-groups`: supplementary groups count as well.
  public var countsSupplementaryGroups = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension OwnerMatch: MatchSyntax {
  static let options: [String] = ["uid-owner", "gid-owner", "socket-exists", "suppl-groups"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "uid-owner": users = Inverted(try identifiers(&words), isInverted: words.inversion())
    case "gid-owner": groups = Inverted(try identifiers(&words), isInverted: words.inversion())
    case "socket-exists": hasSocket = !words.inversion()
    case "suppl-groups": countsSupplementaryGroups = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("socket-exists", hasSocket)
    text.option("uid-owner", users) { Self.text($0) }
    text.option("gid-owner", groups) { Self.text($0) }
    text.flag("suppl-groups", if: countsSupplementaryGroups)
  }

  private static func text(_ range: ValueRange<UInt32>) -> String {
    range.first == range.last ? "\(range.first)" : "\(range.first)-\(range.last)"
  }

  private func identifiers(
    _ words: inout RuleWords
  ) throws(OptionProblem) -> ValueRange<UInt32> {
    let word = try words.word()
    guard let first = word.first, first >= 48, first <= 57 else {
      throw .unknown("it does not know the number of \(RuleWords.text(word))")
    }
    words.position -= 1
    return try words.range(separator: UInt8(ascii: "-"))
  }
}
