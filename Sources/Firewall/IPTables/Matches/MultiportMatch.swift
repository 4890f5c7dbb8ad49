public import Addressing

/// `-m multiport`: one of up to fifteen ports or runs of ports.
public struct MultiportMatch: MatchExtension {
  public static let name = "multiport"
  /// Which port is looked at.
  public var side = Side.either
  /// The ports; any of them.
  public var ports: [PortRange] = []
  /// `!` before the option.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

extension MultiportMatch {
  /// Which port of the packet is looked at.
  public enum Side: String, Sendable, Hashable {
    /// `--sports`.
    case source = "sports"
    /// `--dports`.
    case destination = "dports"
    /// `--ports`: any of the two.
    case either = "ports"
  }
}

// MARK: Syntax

extension MultiportMatch: MatchSyntax {
  static let options: [String] = [
    "sports", "source-ports", "dports", "destination-ports", "ports", "port",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "sports", "source-ports": (side, ports) = (.source, try list(&words))
    case "dports", "destination-ports": (side, ports) = (.destination, try list(&words))
    case "ports", "port": (side, ports) = (.either, try list(&words))
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if ports.isEmpty { throw .malformed("--sports, --dports or --ports is missing") }
  }

  func write(to text: inout RuleText) {
    text.option(side.rawValue, isInverted: isInverted)
    text.word(ports.map { RuleText.ports($0) }.joined(separator: ","))
  }

  private mutating func list(_ words: inout RuleWords) throws(OptionProblem) -> [PortRange] {
    isInverted = words.inversion()
    var ranges: [PortRange] = []
    var slots = 0
    for word in try words.word().split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    {
      let range = try RuleWords.ports(word)
      slots += range.first == range.last ? 1 : 2
      ranges.append(range)
    }
    guard slots <= 15 else { throw .malformed("more than fifteen ports; a run counts as two") }
    return ranges
  }
}
