/// What ended a way: the one thing that would have to be another for the packet to go on.
public struct DecidedBy: Sendable, Hashable {
  /// The host it is on.
  public var host: String
  /// What sort of thing it is.
  public var kind: Kind
  /// `iptables-legacy`, `iptables-nft` or `nftables`, for a rule or a policy.
  public var backend: String?
  /// The family of the rules: `ipv4`, `ipv6`; for nftables the table's.
  public var family: String?
  /// The table, for a rule or a policy.
  public var table: String?
  /// The chain, for a rule or a policy.
  public var chain: String?
  /// The rule's number in its chain, from 1.
  public var position: Int?
  /// The thing itself, as its own tool prints it.
  public var text: String
  /// What its text does not tell: why the end is undecided, or why the client hears nothing.
  public var because: String?

  /// The sorts of things that end a way.
  public enum Kind: String, Sendable, Hashable {
    case rule
    case policy
    case route
    case neighbour
    case sysctl
    case socket
    case unknown
  }

  /// Something on `host` that is no rule.
  public init(host: String, kind: Kind, text: String) {
    self.host = host
    self.kind = kind
    self.text = text
  }
}

/// One thing that happened to the packet on its way.
public struct Step: Sendable, Hashable {
  /// Where it happened.
  public var host: String
  /// What looked at the packet: `route`, `neighbour`, `forward`, `nat/PREROUTING`, `socket`.
  public var stage: String
  /// What it found or did: a route, a rule, a translation.
  public var text: String

  /// A step.
  public init(host: String, stage: String, text: String) {
    self.host = host
    self.stage = stage
    self.text = text
  }
}
