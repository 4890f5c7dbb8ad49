public import Addressing

/// `-m mac`: the Ethernet source.
public struct MACMatch: MatchExtension {
  public static let name = "mac"
  /// `--mac-source`.
  public var source = MACAddress(bits: 0)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
