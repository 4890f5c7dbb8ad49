/// `-m icmp`: the type and code of an ICMP message.
public struct ICMPMatch: MatchExtension {
  public static let name = "icmp"
  /// The type; 255 is any type.
  public var type: UInt8 = 255
  /// The codes.
  public var codes = ValueRange<UInt8>(0, 255)
  /// `!` before `--icmp-type`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
