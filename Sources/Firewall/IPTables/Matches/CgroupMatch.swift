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

// MARK: Syntax

extension CgroupMatch: MatchSyntax {
  static let options: [String] = ["cgroup", "path"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "cgroup": (group, isInverted) = (.classID(try words.number()), words.inversion())
    case "path": (group, isInverted) = (.path(try words.string()), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    switch group {
    case .classID(let number):
      text.option("cgroup", isInverted: isInverted)
      text.word(number)
    case .path(let path):
      text.option("path", isInverted: isInverted)
      text.word(path)
    }
  }
}
