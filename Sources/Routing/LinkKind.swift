public import Addressing
public import Documents

/// What an interface is: the `info_kind` of `ip -d link` with the data that decides the way of a
/// packet.
public enum LinkKind: Sendable, Hashable {
  /// A device without `linkinfo`: hardware, or the loopback interface.
  case plain
  /// One end of a pair; ``Link/lower`` names the other.
  case veth
  /// A learning bridge.
  case bridge(BridgeSettings)
  /// A VXLAN tunnel.
  case vxlan(VXLANSettings)
  /// A VLAN with its number on ``Link/lower``.
  case vlan(id: Int, other: [Node.Member])
  /// A sink.
  case dummy
  /// A VRF device and the table its ports look into.
  case vrf(table: RoutingTable)
  /// A kind of which only name and uninterpreted `info_data` are kept: bond, wireguard, ipip, ….
  case other(String, data: Node?)

  /// The name that `ip -d link` prints, nil for ``plain``.
  public var name: String? {
    switch self {
    case .plain: nil
    case .veth: "veth"
    case .bridge: "bridge"
    case .vxlan: "vxlan"
    case .vlan: "vlan"
    case .dummy: "dummy"
    case .vrf: "vrf"
    case .other(let name, _): name
    }
  }
}

/// The settings of a bridge that decide whether a packet is filtered on it.
public struct BridgeSettings: Sendable, Hashable {
  /// Whether VLAN filtering is on.
  public var vlanFiltering: Bool
  /// Whether spanning tree runs.
  public var stpState: Int
  /// Whether this bridge alone hands packets to iptables, whatever
  /// `net.bridge.bridge-nf-call-iptables` says.
  public var nfCallIPTables: Bool
  /// The same for ip6tables.
  public var nfCallIP6Tables: Bool
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// A bridge with the kernel's defaults.
  public init(
    vlanFiltering: Bool = false, stpState: Int = 0, nfCallIPTables: Bool = false,
    nfCallIP6Tables: Bool = false, other: [Node.Member] = []
  ) {
    self.vlanFiltering = vlanFiltering
    self.stpState = stpState
    self.nfCallIPTables = nfCallIPTables
    self.nfCallIP6Tables = nfCallIP6Tables
    self.other = other
  }
}

/// The settings of a VXLAN tunnel.
public struct VXLANSettings: Sendable, Hashable {
  /// The network identifier.
  public var id: Int
  /// The UDP port.
  public var port: Int?
  /// The address packets leave with.
  public var local: IPAddress?
  /// The only remote end, or the multicast group.
  public var remote: IPAddress?
  /// The interface below.
  public var link: String?
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// A tunnel with an identifier.
  public init(
    id: Int, port: Int? = nil, local: IPAddress? = nil, remote: IPAddress? = nil,
    link: String? = nil, other: [Node.Member] = []
  ) {
    self.id = id
    self.port = port
    self.local = local
    self.remote = remote
    self.link = link
    self.other = other
  }
}

/// Membership in a master: `info_slave_kind` and its data.
public struct LinkPort: Sendable, Hashable {
  /// The kind of the master: `bridge`, `bond`, `vrf`, ….
  public var kind: String
  /// The `state` of a bridge port: `forwarding`, `blocking`, `disabled`, ….
  public var state: String?
  /// Whether a bridge port may send a packet back out of where it came in.
  public var hairpin: Bool
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// Membership in a master of `kind`.
  public init(
    kind: String, state: String? = nil, hairpin: Bool = false, other: [Node.Member] = []
  ) {
    self.kind = kind
    self.state = state
    self.hairpin = hairpin
    self.other = other
  }
}

/// The interface another one stands on, or is paired with.
public enum LowerLink: Sendable, Hashable {
  /// An interface of the same network namespace.
  case name(String)
  /// The number of an interface: in the namespace with the local identifier `namespace`, or, where
  /// that is nil, in an unknown one.
  case index(Int, namespace: Int?)
}
