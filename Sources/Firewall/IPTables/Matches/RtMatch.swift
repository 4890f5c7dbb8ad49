public import Addressing

/// `-m rt`: the routing header of IPv6.
public struct RtMatch: MatchExtension {
  public static let name = "rt"
  /// `--rt-type`.
  public var type: Inverted<UInt32>?
  /// `--rt-segsleft`.
  public var segmentsLeft: Inverted<ValueRange<UInt32>>?
  /// `--rt-len`.
  public var length: Inverted<UInt32>?
  /// `--rt-0-res`.
  public var checksReserved = false
  /// `--rt-0-addrs`.
  public var addresses: [IPAddress] = []
  /// `--rt-0-not-strict`.
  public var isNotStrict = false

  /// The match without any option.
  public init() {}
}
