public import Addressing

/// What an address translation may choose from: `struct nf_nat_range2` (linux/netfilter/nf_nat.h).
public struct NATRange: Sendable, Hashable {
  /// The new addresses; nil leaves the address.
  public var addresses: IPRange?
  /// The new ports; nil leaves the port where it is free.
  public var ports: PortRange?
  /// `/BASE` after the ports: port `ports.first + (old - base)` is taken.
  public var basePort: UInt16?
  /// `--random`.
  public var isRandom = false
  /// `--random-fully`.
  public var isFullyRandom = false
  /// `--persistent`: one client always gets the same address.
  public var isPersistent = false

  /// A range of these addresses and ports.
  public init(addresses: IPRange? = nil, ports: PortRange? = nil) {
    self.addresses = addresses
    self.ports = ports
  }
}
