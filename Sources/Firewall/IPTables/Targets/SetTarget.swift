/// `-j SET`: changes an ipset by the packet; the walk goes on.
public struct SetTarget: TargetExtension {
  public static let name = "SET"
  /// What is done.
  public var actions: [Action] = []
  /// `--exist`: a timeout begins anew.
  public var resets = false
  /// `--timeout`, seconds.
  public var timeout: UInt32?
  /// `--map-mark`.
  public var mapsMark = false
  /// `--map-prio`.
  public var mapsPriority = false
  /// `--map-queue`.
  public var mapsQueue = false

  /// The target without any option.
  public init() {}
}

extension SetTarget {
  /// One change of one set.
  public enum Action: Sendable, Hashable {
    case add(String, SetDirections)
    case delete(String, SetDirections)
    /// Reads the entry's mark, priority or queue onto the packet.
    case map(String, SetDirections)
  }
}

// MARK: Syntax

extension SetTarget: TargetSyntax {
  static let options: [String] = [
    "add-set", "del-set", "map-set", "exist", "timeout", "map-mark", "map-prio", "map-queue",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "add-set": actions.append(.add(try words.string(), try words.directions()))
    case "del-set": actions.append(.delete(try words.string(), try words.directions()))
    case "map-set": actions.append(.map(try words.string(), try words.directions()))
    case "exist": resets = true
    case "timeout": timeout = try words.number()
    case "map-mark": mapsMark = true
    case "map-prio": mapsPriority = true
    case "map-queue": mapsQueue = true
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if actions.isEmpty { throw .malformed("--add-set, --del-set or --map-set is missing") }
  }

  func write(to text: inout RuleText) {
    for action in actions {
      switch action {
      case .add(let set, let directions): text.option("add-set", set + " " + directions.text)
      case .delete(let set, let directions): text.option("del-set", set + " " + directions.text)
      case .map(let set, let directions): text.option("map-set", set + " " + directions.text)
      }
      if case .add = action {
        text.flag("exist", if: resets)
        text.option("timeout", ifAny: timeout)
      }
    }
    text.flag("map-mark", if: mapsMark)
    text.flag("map-prio", if: mapsPriority)
    text.flag("map-queue", if: mapsQueue)
  }
}
