public import Addressing
public import Documents

/// One address of an interface, as an element of `addr_info` in `ip -d addr`.
public struct InterfaceAddress: Sendable, Hashable {
  /// The host's own address.
  public var local: IPAddress
  /// The other end of a point-to-point address.
  public var peer: IPAddress?
  /// The length of the prefix that is on the link.
  public var prefixLength: Int
  /// The broadcast address as configured, which the kernel need not use.
  public var broadcast: IPAddress?
  /// How far the address may be used.
  public var scope: AddressScope
  /// The IPv4 label: the interface's name, or an alias such as `eth0:1`.
  public var label: String?
  /// `secondary`, `deprecated`, `tentative`, `dadfailed`, `temporary`, `noprefixroute`, …: the flags
  /// as printed.
  public var flags: [String]
  /// Seconds for which the address stays valid; `UInt32.max` is for ever.
  public var validLifetime: UInt32
  /// Seconds for which the address is preferred; `UInt32.max` is for ever.
  public var preferredLifetime: UInt32
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// An address that is valid for ever.
  public init(
    _ local: IPAddress, prefixLength: Int, peer: IPAddress? = nil, broadcast: IPAddress? = nil,
    scope: AddressScope = .global, label: String? = nil, flags: [String] = [],
    validLifetime: UInt32 = .max, preferredLifetime: UInt32 = .max, other: [Node.Member] = []
  ) {
    self.local = local
    self.prefixLength = prefixLength
    self.peer = peer
    self.broadcast = broadcast
    self.scope = scope
    self.label = label
    self.flags = flags
    self.validLifetime = validLifetime
    self.preferredLifetime = preferredLifetime
    self.other = other
  }

  /// The network that is on the link: of ``peer`` where there is one.
  public var network: IPPrefix? { IPPrefix(peer ?? local, length: prefixLength)?.canonical }

  /// Whether another address of the same network is the primary one.
  public var isSecondary: Bool { flags.contains("secondary") }
}
