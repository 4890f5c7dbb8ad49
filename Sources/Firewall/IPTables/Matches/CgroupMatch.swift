/// `-m cgroup`: the control group of the socket that sends the packet.
public struct CgroupMatch: MatchExtension {
  public static let name = "cgroup"
  /// `--path` or `--cgroup`.
  public var group = Group.classID(0)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

extension CgroupMatch {
  /// How the group is named.
  public enum Group: Sendable, Hashable {
    /// `--cgroup`: the number in net_cls.classid.
    case classID(UInt32)
    /// `--path`: the path in the unified hierarchy.
    case path(String)
  }
}
