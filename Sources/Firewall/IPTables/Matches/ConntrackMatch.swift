public import Addressing

/// `-m conntrack`: what connection tracking knows about the packet.
public struct ConntrackMatch: MatchExtension {
  public static let name = "conntrack"
  /// `--ctstate`.
  public var states: Inverted<ConntrackStates>?
  /// The other options, in the order that `iptables-save` prints; all must hold.
  public var conditions: [Condition] = []

  /// The match without any option.
  public init() {}
}

extension ConntrackMatch {
  /// One option other than `--ctstate`.
  public enum Condition: Sendable, Hashable {
    /// `--ctproto`.
    case transport(Inverted<TransportProtocol>)
    /// `--ctorigsrc`.
    case originalSource(Inverted<MaskedAddress>)
    /// `--ctorigdst`.
    case originalDestination(Inverted<MaskedAddress>)
    /// `--ctreplsrc`.
    case replySource(Inverted<MaskedAddress>)
    /// `--ctrepldst`.
    case replyDestination(Inverted<MaskedAddress>)
    /// `--ctorigsrcport`.
    case originalSourcePorts(Inverted<PortRange>)
    /// `--ctorigdstport`.
    case originalDestinationPorts(Inverted<PortRange>)
    /// `--ctreplsrcport`.
    case replySourcePorts(Inverted<PortRange>)
    /// `--ctrepldstport`.
    case replyDestinationPorts(Inverted<PortRange>)
    /// `--ctstatus`; the empty set is `NONE`.
    case status(Inverted<ConntrackStatus>)
    /// `--ctexpire`: seconds left.
    case expiry(Inverted<ValueRange<UInt32>>)
    /// `--ctdir`.
    case direction(Direction)
  }

  /// Which way the packet goes in its connection.
  public enum Direction: String, Sendable, Hashable {
    case original = "ORIGINAL"
    case reply = "REPLY"
  }
}

// MARK: Syntax

extension ConntrackMatch: MatchSyntax {
  static let options: [String] = [
    "ctstate", "ctproto", "ctorigsrc", "ctorigdst", "ctreplsrc", "ctrepldst", "ctorigsrcport",
    "ctorigdstport", "ctreplsrcport", "ctrepldstport", "ctstatus", "ctexpire", "ctdir",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ctstate": states = Inverted(try words.states(), isInverted: words.inversion())
    case "ctproto":
      insert(.transport(Inverted(try words.transport(), isInverted: words.inversion())))
    case "ctorigsrc":
      insert(.originalSource(Inverted(try words.maskedAddress(), isInverted: words.inversion())))
    case "ctorigdst":
      insert(
        .originalDestination(Inverted(try words.maskedAddress(), isInverted: words.inversion())))
    case "ctreplsrc":
      insert(.replySource(Inverted(try words.maskedAddress(), isInverted: words.inversion())))
    case "ctrepldst":
      insert(.replyDestination(Inverted(try words.maskedAddress(), isInverted: words.inversion())))
    case "ctorigsrcport":
      insert(.originalSourcePorts(Inverted(try words.ports(), isInverted: words.inversion())))
    case "ctorigdstport":
      insert(.originalDestinationPorts(Inverted(try words.ports(), isInverted: words.inversion())))
    case "ctreplsrcport":
      insert(.replySourcePorts(Inverted(try words.ports(), isInverted: words.inversion())))
    case "ctrepldstport":
      insert(.replyDestinationPorts(Inverted(try words.ports(), isInverted: words.inversion())))
    case "ctstatus": insert(.status(Inverted(try words.status(), isInverted: words.inversion())))
    case "ctexpire": insert(.expiry(Inverted(try words.range(), isInverted: words.inversion())))
    case "ctdir":
      let name = try words.string().uppercased()
      guard let direction = Direction(rawValue: name) else {
        throw .unknown("it does not know the direction \(name)")
      }
      insert(.direction(direction))
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("ctstate", states) { $0.names }
    for condition in conditions { condition.write(to: &text) }
  }

  /// Keeps the conditions in the order in which they are printed.
  private mutating func insert(_ condition: Condition) {
    let place = conditions.firstIndex { $0.rank >= condition.rank } ?? conditions.endIndex
    if place < conditions.endIndex, conditions[place].rank == condition.rank {
      conditions[place] = condition
    } else {
      conditions.insert(condition, at: place)
    }
  }
}

extension ConntrackMatch.Condition {
  /// The place in the order of printing.
  fileprivate var rank: Int {
    switch self {
    case .transport: 0
    case .originalSource: 1
    case .originalDestination: 2
    case .replySource: 3
    case .replyDestination: 4
    case .originalSourcePorts: 5
    case .originalDestinationPorts: 6
    case .replySourcePorts: 7
    case .replyDestinationPorts: 8
    case .status: 9
    case .expiry: 10
    case .direction: 11
    }
  }

  fileprivate func write(to text: inout RuleText) {
    switch self {
    case .transport(let value): text.option("ctproto", value) { "\($0.rawValue)" }
    case .originalSource(let value): text.option("ctorigsrc", value) { RuleText.network($0) }
    case .originalDestination(let value): text.option("ctorigdst", value) { RuleText.network($0) }
    case .replySource(let value): text.option("ctreplsrc", value) { RuleText.network($0) }
    case .replyDestination(let value): text.option("ctrepldst", value) { RuleText.network($0) }
    case .originalSourcePorts(let value): text.option("ctorigsrcport", value) { RuleText.ports($0) }
    case .originalDestinationPorts(let value):
      text.option("ctorigdstport", value) { RuleText.ports($0) }
    case .replySourcePorts(let value): text.option("ctreplsrcport", value) { RuleText.ports($0) }
    case .replyDestinationPorts(let value):
      text.option("ctrepldstport", value) { RuleText.ports($0) }
    case .status(let value): text.option("ctstatus", value) { $0.names }
    case .expiry(let value): text.option("ctexpire", value) { RuleText.range($0) }
    case .direction(let value): text.option("ctdir", value.rawValue)
    }
  }
}
