/// `-m ecn`: congestion notification in the TCP and IP headers.
public struct ECNMatch: MatchExtension {
  public static let name = "ecn"
  /// `--ecn-tcp-cwr`: whether the CWR flag is set.
  public var congestionWindowReduced: Bool?
  /// `--ecn-tcp-ece`: whether the ECE flag is set.
  public var congestionExperiencedEcho: Bool?
  /// `--ecn-ip-ect`: the two ECN bits of the IP header.
  public var codepoint: Inverted<UInt8>?

  /// The match without any option.
  public init() {}
}
