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
