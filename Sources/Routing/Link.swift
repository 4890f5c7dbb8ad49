public import Addressing
public import Documents

/// One network interface, as `ip -d link` and `ip -d addr` show it.
public struct Link: Sendable, Hashable {
  /// The interface's number.
  public var index: Int
  /// The interface's name.
  public var name: String
  /// `UP`, `LOWER_UP`, `NO-CARRIER`, … as printed.
  public var flags: [String]
  /// The largest packet in bytes.
  public var mtu: Int
  /// `UP`, `DOWN`, `LOWERLAYERDOWN`, `UNKNOWN`, …
  public var operstate: String
  /// The device group of `ip link set group`: a name or a number, `default` is 0.
  public var group: String
  /// `ether`, `loopback`, `none`, …
  public var linkType: String
  /// The hardware address as printed; an IP address for some tunnels.
  public var addressText: String?
  /// The bridge, bond or VRF this interface belongs to.
  public var master: String?
  /// What the interface is.
  public var kind: LinkKind
  /// Which kind of master it is enslaved to, and as what.
  public var port: LinkPort?
  /// The other end of a veth pair, or the interface a VLAN or tunnel stands on.
  public var lower: LowerLink?
  /// The text of `ip link set alias`.
  public var alias: String?
  /// The addresses, in the kernel's order; empty where only `ip link` was read.
  public var addresses: [InterfaceAddress]
  /// Fields this type does not interpret, kept for printing.
  public var other: [Node.Member]

  /// An interface of the given name and kind; the rest as a fresh, running interface has it.
  public init(
    index: Int, name: String, flags: [String] = ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"],
    mtu: Int = 1500, operstate: String = "UP", group: String = "default",
    linkType: String = "ether", addressText: String? = nil, master: String? = nil,
    kind: LinkKind = .plain, port: LinkPort? = nil, lower: LowerLink? = nil,
    alias: String? = nil, addresses: [InterfaceAddress] = [], other: [Node.Member] = []
  ) {
    self.index = index
    self.name = name
    self.flags = flags
    self.mtu = mtu
    self.operstate = operstate
    self.group = group
    self.linkType = linkType
    self.addressText = addressText
    self.master = master
    self.kind = kind
    self.port = port
    self.lower = lower
    self.alias = alias
    self.addresses = addresses
    self.other = other
  }

  /// The Ethernet address, nil for interfaces without one.
  public var macAddress: MACAddress? { addressText.flatMap { MACAddress(parsing: $0) } }

  /// Whether an administrator has switched it on.
  public var isUp: Bool { flags.contains("UP") }

  /// Whether it has a carrier as well, so that packets leave it. `LOWER_UP` says so at once, while
  /// `NO-CARRIER` may stay for a second (`linkwatch`).
  public var isRunning: Bool {
    isUp && (flags.contains("LOWER_UP") || !flags.contains("NO-CARRIER"))
  }

  /// Whether it is the loopback interface.
  public var isLoopback: Bool { flags.contains("LOOPBACK") }

  /// The number of its device group; nil for a name other than `default`.
  public var groupNumber: UInt32? { group == "default" ? 0 : UInt32(routing: group) }
}
