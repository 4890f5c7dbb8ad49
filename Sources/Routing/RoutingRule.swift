public import Addressing
public import Documents

/// One rule of the routing policy database, as `ip -d rule` prints it (`ip-rule(8)`).
public struct RoutingRule: Sendable, Hashable {
  /// Which family's packets it is for.
  public var family: IPFamily
  /// Its place: lower is asked first.
  public var priority: UInt32
  /// Whether it matches what its selectors do not (`not`).
  public var isInverted: Bool
  /// The selectors, all of which must match.
  public var selector: Selector
  /// What is done with a packet that matches.
  public var action: Action
  /// Refuses a route whose prefix is this long or shorter.
  public var suppressPrefixLength: Int?
  /// Refuses a route out of an interface of this group.
  public var suppressInterfaceGroup: String?
  /// Who wrote it: `kernel`, `static`, …; nil where `ip` printed none.
  public var origin: String?
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// A rule that looks into a table, or acts otherwise, on what matches.
  public init(
    family: IPFamily, priority: UInt32, isInverted: Bool = false, selector: Selector = Selector(),
    action: Action, suppressPrefixLength: Int? = nil, suppressInterfaceGroup: String? = nil,
    origin: String? = nil, other: [Node.Member] = []
  ) {
    self.family = family
    self.priority = priority
    self.isInverted = isInverted
    self.selector = selector
    self.action = action
    self.suppressPrefixLength = suppressPrefixLength
    self.suppressInterfaceGroup = suppressInterfaceGroup
    self.origin = origin
    self.other = other
  }

  /// What a rule does.
  public enum Action: Sendable, Hashable {
    /// Looks into a table.
    case lookup(RoutingTable)
    /// Looks into the table of the VRF the packet belongs to.
    case l3mdev
    /// Continues at the first rule of this priority.
    case goto(UInt32)
    /// Does nothing.
    case nop
    /// Drops in silence.
    case blackhole
    /// Answers that the network is unreachable.
    case unreachable
    /// Answers that it is prohibited.
    case prohibit
    /// An action nobody here knows.
    case unknown(String)
  }

  /// The rules a kernel starts with: `local`, `main` and, for IPv4, `default`.
  public static func defaults(_ family: IPFamily) -> [RoutingRule] {
    let rule = { RoutingRule(family: family, priority: $0, action: .lookup($1), origin: "kernel") }
    let both = [rule(0, .local), rule(32766, .main)]
    return family == .ipv4 ? both + [rule(32767, .default)] : both
  }
}

extension RoutingRule {
  /// What a rule compares. A selector that is nil matches everything.
  public struct Selector: Sendable, Hashable {
    /// `from`.
    public var source: IPPrefix?
    /// `to`.
    public var destination: IPPrefix?
    /// `tos` (also written `dsfield`), compared as the kernel does: exactly.
    public var tos: UInt8?
    /// `dscp`, the upper six bits alone.
    public var dscp: UInt8?
    /// `fwmark`, compared under ``markMask``.
    public var mark: UInt32?
    /// The mask of `fwmark`.
    public var markMask: UInt32
    /// `iif`: the interface a packet came in by; `lo` for packets this host sends.
    public var inInterface: String?
    /// `oif`: the interface a socket is bound to.
    public var outInterface: String?
    /// `uidrange`: the owner of the sending socket.
    public var users: ClosedRange<UInt32>?
    /// `ipproto`.
    public var transport: TransportProtocol?
    /// `sport`.
    public var sourcePorts: PortRange?
    /// `dport`.
    public var destinationPorts: PortRange?
    /// `tun_id`: the key of the tunnel a packet came out of.
    public var tunnelID: UInt64?

    /// A selector of everything, to be narrowed.
    public init() { markMask = .max }
  }
}
