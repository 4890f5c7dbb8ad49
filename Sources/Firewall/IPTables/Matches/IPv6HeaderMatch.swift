/// `-m ipv6header`: the extension headers of an IPv6 packet.
public struct IPv6HeaderMatch: MatchExtension {
  public static let name = "ipv6header"
  /// The headers, with the bits of `MASK_*` (linux/netfilter_ipv6/ip6t_ipv6header.h).
  public var headers: UInt8 = 0
  /// `!` before `--header`.
  public var isInverted = false
  /// `--soft`: others may be there as well.
  public var isSoft = false

  /// The match without any option.
  public init() {}
}
