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
