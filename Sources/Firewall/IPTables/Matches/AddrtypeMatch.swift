/// `-m addrtype`: what kind of address the routing tables say it is.
public struct AddrtypeMatch: MatchExtension {
  public static let name = "addrtype"
  /// `--src-type`.
  public var source: Inverted<AddressTypes>?
  /// `--dst-type`.
  public var destination: Inverted<AddressTypes>?
  /// `--limit-iface-in` or `--limit-iface-out`: only the addresses of that interface count.
  public var interface: Limit?

  /// The match without any option.
  public init() {}
}

extension AddrtypeMatch {
  /// The interface whose addresses alone count.
  public enum Limit: Sendable, Hashable {
    case incoming
    case outgoing
  }
}
