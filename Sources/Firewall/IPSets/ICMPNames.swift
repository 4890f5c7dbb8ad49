import Addressing

/// The names ipset(8) prints for ICMP and ICMPv6 messages (lib/icmp.c, lib/icmpv6.c of ipset).
enum ICMPNames {
  private static let v4: [(name: String, type: UInt8, code: UInt8)] = [
    ("echo-reply", 0, 0), ("pong", 0, 0), ("network-unreachable", 3, 0),
    ("host-unreachable", 3, 1), ("protocol-unreachable", 3, 2), ("port-unreachable", 3, 3),
    ("fragmentation-needed", 3, 4), ("source-route-failed", 3, 5), ("network-unknown", 3, 6),
    ("host-unknown", 3, 7), ("network-prohibited", 3, 9), ("host-prohibited", 3, 10),
    ("TOS-network-unreachable", 3, 11), ("TOS-host-unreachable", 3, 12),
    ("communication-prohibited", 3, 13), ("host-precedence-violation", 3, 14),
    ("precedence-cutoff", 3, 15), ("source-quench", 4, 0), ("network-redirect", 5, 0),
    ("host-redirect", 5, 1), ("TOS-network-redirect", 5, 2), ("TOS-host-redirect", 5, 3),
    ("echo-request", 8, 0), ("ping", 8, 0), ("router-advertisement", 9, 0),
    ("router-solicitation", 10, 0), ("ttl-zero-during-transit", 11, 0),
    ("ttl-zero-during-reassembly", 11, 1), ("ip-header-bad", 12, 0),
    ("required-option-missing", 12, 1), ("timestamp-request", 13, 0), ("timestamp-reply", 14, 0),
    ("address-mask-request", 17, 0), ("address-mask-reply", 18, 0),
  ]

  private static let v6: [(name: String, type: UInt8, code: UInt8)] = [
    ("no-route", 1, 0), ("communication-prohibited", 1, 1), ("address-unreachable", 1, 3),
    ("port-unreachable", 1, 4), ("packet-too-big", 2, 0), ("ttl-zero-during-transit", 3, 0),
    ("ttl-zero-during-reassembly", 3, 1), ("bad-header", 4, 0), ("unknown-header-type", 4, 1),
    ("unknown-option", 4, 2), ("echo-request", 128, 0), ("ping", 128, 0), ("echo-reply", 129, 0),
    ("pong", 129, 0), ("router-solicitation", 133, 0), ("router-advertisement", 134, 0),
    ("neighbour-solicitation", 135, 0), ("neigbour-solicitation", 135, 0),
    ("neighbour-advertisement", 136, 0), ("neigbour-advertisement", 136, 0), ("redirect", 137, 0),
  ]

  /// `type << 8 | code` of a name or of `TYPE/CODE`.
  static func number(_ text: String, _ transport: TransportProtocol) -> UInt16? {
    let names = transport == .icmp ? v4 : v6
    if let entry = names.first(where: { $0.name == text }) {
      return IPSetPorts.icmpNumber(type: entry.type, code: entry.code)
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let type = UInt8(parts[0]), let code = UInt8(parts[1]) else {
      return nil
    }
    return IPSetPorts.icmpNumber(type: type, code: code)
  }

  /// The name, else `TYPE/CODE`.
  static func text(_ number: UInt16, _ transport: TransportProtocol) -> String {
    let type = UInt8(number >> 8)
    let code = UInt8(number & 0xff)
    let names = transport == .icmp ? v4 : v6
    return names.first { $0.type == type && $0.code == code }?.name ?? "\(type)/\(code)"
  }
}
