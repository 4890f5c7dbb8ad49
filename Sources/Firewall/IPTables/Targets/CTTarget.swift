/// `-j CT`: how connection tracking will treat the packet; the walk goes on.
public struct CTTarget: TargetExtension {
  public static let name = "CT"
  /// `--notrack`: not at all.
  public var isUntracked = false
  /// `--helper`.
  public var helper: String?
  /// `--ctevents`, as a list.
  public var events: [String] = []
  /// `--expevents`, as a list.
  public var expectationEvents: [String] = []
  /// `--zone` and its kin.
  public var zone: Zone?
  /// `--timeout`: the name of a timeout policy.
  public var timeout: String?

  /// The target without any option.
  public init() {}
}

extension CTTarget {
  /// The zone of connection tracking, for one direction or both.
  public struct Zone: Sendable, Hashable {
    /// Where the number comes from.
    public enum Number: Sendable, Hashable {
      case fixed(UInt16)
      /// `mark`: the lower 16 bits of the packet's mark.
      case mark
    }

    /// Which direction is in the zone.
    public enum Direction: String, Sendable, Hashable {
      case both = "zone"
      case original = "zone-orig"
      case reply = "zone-reply"
    }

    /// The zone's number.
    public var number: Number
    /// Which direction is in it.
    public var direction: Direction

    /// A zone.
    public init(_ number: Number, direction: Direction = .both) {
      self.number = number
      self.direction = direction
    }
  }
}

// MARK: Syntax

extension CTTarget: TargetSyntax {
  static let options: [String] = [
    "notrack", "helper", "ctevents", "expevents", "zone", "zone-orig", "zone-reply", "timeout",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "notrack": isUntracked = true
    case "helper": helper = try words.string()
    case "ctevents": events = try words.list()
    case "expevents": expectationEvents = try words.list()
    case "zone", "zone-orig", "zone-reply":
      let word = try words.word()
      let number: Zone.Number =
        word.elementsEqual("mark".utf8) ? .mark : .fixed(try RuleWords.number(word))
      zone = Zone(number, direction: Zone.Direction(rawValue: option) ?? .both)
    case "timeout": timeout = try words.string()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("notrack", if: isUntracked)
    text.option("helper", ifAny: helper)
    text.option("timeout", ifAny: timeout)
    if !events.isEmpty { text.option("ctevents", events.joined(separator: ",")) }
    if !expectationEvents.isEmpty {
      text.option("expevents", expectationEvents.joined(separator: ","))
    }
    if let zone {
      switch zone.number {
      case .fixed(let number): text.option(zone.direction.rawValue, number)
      case .mark: text.option(zone.direction.rawValue, "mark")
      }
    }
  }
}
