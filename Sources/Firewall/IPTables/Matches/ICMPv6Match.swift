/// `-m icmp6`: the type and code of an ICMPv6 message.
public struct ICMPv6Match: MatchExtension {
  public static let name = "icmp6"
  /// The type.
  public var type: UInt8 = 0
  /// The codes.
  public var codes = ValueRange<UInt8>(0, 255)
  /// `!` before `--icmpv6-type`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
