public import Addressing

/// One direction of a tracked connection: `src=… dst=… sport=… dport=…`.
public struct ConntrackTuple: Sendable, Hashable {
  public var source: IPAddress
  public var destination: IPAddress
  /// What stands for ports in this protocol.
  public var ports: ConntrackPorts
  /// `packets=` and `bytes=`, where nf_conntrack_acct is on.
  public var counters: Counters?
  /// `zone-orig=` or `zone-reply=`.
  public var zone: UInt16?

  /// A direction.
  public init(
    source: IPAddress, destination: IPAddress, ports: ConntrackPorts = .none,
    counters: Counters? = nil, zone: UInt16? = nil
  ) {
    self.source = source
    self.destination = destination
    self.ports = ports
    self.counters = counters
    self.zone = zone
  }
}

/// What a protocol's tracker tells connections between the same hosts apart by.
public enum ConntrackPorts: Sendable, Hashable {
  /// TCP, UDP, SCTP, DCCP, UDP-Lite.
  case ports(source: UInt16, destination: UInt16)
  /// ICMP and ICMPv6.
  case icmp(type: UInt8, code: UInt8, id: UInt16)
  /// GRE: the call identifiers.
  case keys(source: UInt32, destination: UInt32)
  /// Any other protocol: the addresses alone.
  case none
}

extension ConntrackTuple: CustomStringConvertible {
  /// The words of `conntrack -L`.
  public var description: String {
    var text = "src=\(source) dst=\(destination)"
    switch ports {
    case .ports(let source, let destination): text += " sport=\(source) dport=\(destination)"
    case .icmp(let type, let code, let id): text += " type=\(type) code=\(code) id=\(id)"
    case .keys(let source, let destination):
      text += " srckey=\(LineField.hexadecimal(source))"
      text += " dstkey=\(LineField.hexadecimal(destination))"
    case .none: break
    }
    return text
  }
}
