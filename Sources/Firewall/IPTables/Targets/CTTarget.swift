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
