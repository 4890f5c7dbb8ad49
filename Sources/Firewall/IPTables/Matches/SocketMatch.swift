/// `-m socket`: whether a socket of this host is open for the packet.
public struct SocketMatch: MatchExtension {
  public static let name = "socket"
  /// `--transparent`: only transparent sockets.
  public var isTransparent = false
  /// `--nowildcard`: sockets bound to any address count as well.
  public var countsWildcard = false
  /// `--restore-skmark`: the packet gets the socket's mark.
  public var restoresMark = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension SocketMatch: MatchSyntax {
  static let options: [String] = ["transparent", "nowildcard", "restore-skmark"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "transparent": isTransparent = true
    case "nowildcard": countsWildcard = true
    case "restore-skmark": restoresMark = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("transparent", if: isTransparent)
    text.flag("nowildcard", if: countsWildcard)
    text.flag("restore-skmark", if: restoresMark)
  }
}
