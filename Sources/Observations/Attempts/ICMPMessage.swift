public import Addressing

/// Which ICMP or ICMPv6 error: its type and code.
public struct ICMPMessage: Sendable, Hashable {
  /// `ipv4` for ICMP, `ipv6` for ICMPv6.
  public var family: IPFamily
  /// The type: 3 destination unreachable, 11 time exceeded, 5 redirect; 1 and 3 in ICMPv6.
  public var type: UInt8
  /// The code.
  public var code: UInt8

  /// The message `type`/`code` of `family`.
  public init(_ family: IPFamily, type: UInt8, code: UInt8) {
    self.family = family
    self.type = type
    self.code = code
  }

  /// What a message says, in the groups that tell causes apart.
  public enum Meaning: String, Sendable, Hashable, CaseIterable {
    case port
    case prohibited
    case network
    case host
    case protocolUnknown = "protocol"
    case expired
    case tooBig = "too-big"
    case other
  }

  /// The group it belongs to (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443).
  public var meaning: Meaning {
    switch (family, type, code) {
    case (.ipv4, 3, 3), (.ipv6, 1, 4): .port
    case (.ipv4, 3, 9), (.ipv4, 3, 10), (.ipv4, 3, 13), (.ipv6, 1, 1), (.ipv6, 1, 5): .prohibited
    case (.ipv4, 3, 0), (.ipv4, 3, 6), (.ipv4, 3, 11), (.ipv6, 1, 0), (.ipv6, 1, 6): .network
    case (.ipv4, 3, 1), (.ipv4, 3, 5), (.ipv4, 3, 7), (.ipv4, 3, 8), (.ipv4, 3, 12), (.ipv6, 1, 3):
      .host
    case (.ipv4, 3, 2), (.ipv6, 4, 1): .protocolUnknown
    case (.ipv4, 11, _), (.ipv6, 3, _): .expired
    case (.ipv4, 3, 4), (.ipv6, 2, _): .tooBig
    case _: .other
    }
  }

  /// The names tcpdump and RFC 1812 use, nil where there is none.
  private var name: String? {
    switch (family, type, code) {
    case (.ipv4, 3, 0): "network unreachable"
    case (.ipv4, 3, 1): "host unreachable"
    case (.ipv4, 3, 2): "protocol unreachable"
    case (.ipv4, 3, 3): "port unreachable"
    case (.ipv4, 3, 4): "fragmentation needed"
    case (.ipv4, 3, 5): "source route failed"
    case (.ipv4, 3, 9): "network prohibited"
    case (.ipv4, 3, 10): "host prohibited"
    case (.ipv4, 3, 13): "administratively prohibited"
    case (.ipv4, 5, _): "redirect"
    case (.ipv4, 11, 0): "time exceeded"
    case (.ipv4, 11, 1): "reassembly time exceeded"
    case (.ipv6, 1, 0): "no route"
    case (.ipv6, 1, 1): "administratively prohibited"
    case (.ipv6, 1, 2): "beyond scope"
    case (.ipv6, 1, 3): "address unreachable"
    case (.ipv6, 1, 4): "port unreachable"
    case (.ipv6, 1, 5): "source address failed policy"
    case (.ipv6, 1, 6): "reject route"
    case (.ipv6, 2, _): "packet too big"
    case (.ipv6, 3, 0): "time exceeded"
    case (.ipv6, 3, 1): "reassembly time exceeded"
    case (.ipv6, 4, _): "parameter problem"
    case (.ipv6, 137, _): "redirect"
    case _: nil
    }
  }
}

extension ICMPMessage: CustomStringConvertible {
  /// `ICMP port unreachable (3/3)`.
  public var description: String {
    let protocolName = family == .ipv4 ? "ICMP" : "ICMPv6"
    return name.map { "\(protocolName) \($0) (\(type)/\(code))" }
      ?? "\(protocolName) type \(type) code \(code)"
  }
}
