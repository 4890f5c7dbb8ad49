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
