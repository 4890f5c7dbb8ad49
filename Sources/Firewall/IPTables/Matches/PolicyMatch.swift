public import Addressing

/// `-m policy`: the IPsec policy that applies.
public struct PolicyMatch: MatchExtension {
  public static let name = "policy"
  /// `--dir`.
  public var direction = Direction.incoming
  /// `--pol ipsec` (true) or `--pol none`.
  public var isIPsec = false
  /// `--strict`: the elements are all of the policy.
  public var isStrict = false
  /// The elements, divided by `--next`.
  public var elements: [Element] = []

  /// The match without any option.
  public init() {}
}

extension PolicyMatch {
  /// Which policy is meant.
  public enum Direction: String, Sendable, Hashable {
    case incoming = "in"
    case outgoing = "out"
  }

  /// One transformation.
  public struct Element: Sendable, Hashable {
    /// `--reqid`.
    public var requestID: Inverted<UInt32>?
    /// `--spi`.
    public var index: Inverted<UInt32>?
    /// `--proto`.
    public var transport: Inverted<TransportProtocol>?
    /// `--mode tunnel` (true) or `--mode transport`.
    public var isTunnel: Inverted<Bool>?
    /// `--tunnel-src`.
    public var tunnelSource: Inverted<MaskedAddress>?
    /// `--tunnel-dst`.
    public var tunnelDestination: Inverted<MaskedAddress>?

    /// An element that every transformation meets.
    public init() {}
  }
}
