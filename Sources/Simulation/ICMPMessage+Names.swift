import Addressing

extension RejectKind {
  /// The `--reject-with` name.
  func name(_ family: IPFamily) -> String {
    switch self {
    case .tcpReset: "tcp-reset"
    case .icmp(let code): ICMPMessage.unreachable(family == .ipv4, code).rejectName(family)
    }
  }
}

extension ICMPMessage {
  /// The `--reject-with` name of a destination-unreachable message.
  func rejectName(_ family: IPFamily) -> String {
    switch (family, type, code) {
    case (.ipv4, 3, 0): "icmp-net-unreachable"
    case (.ipv4, 3, 1): "icmp-host-unreachable"
    case (.ipv4, 3, 2): "icmp-proto-unreachable"
    case (.ipv4, 3, 3): "icmp-port-unreachable"
    case (.ipv4, 3, 9): "icmp-net-prohibited"
    case (.ipv4, 3, 10): "icmp-host-prohibited"
    case (.ipv4, 3, 13): "icmp-admin-prohibited"
    case (.ipv6, 1, 0): "icmp6-no-route"
    case (.ipv6, 1, 1): "icmp6-adm-prohibited"
    case (.ipv6, 1, 3): "icmp6-addr-unreachable"
    case (.ipv6, 1, 4): "icmp6-port-unreachable"
    case (.ipv6, 1, 5): "icmp6-policy-fail"
    case (.ipv6, 1, 6): "icmp6-reject-route"
    case (.ipv4, _, _): "icmp-\(type)-\(code)"
    case (.ipv6, _, _): "icmp6-\(type)-\(code)"
    }
  }

  /// What connect(2) fails with when this error arrives (`icmp_err_convert`, `icmpv6_err_convert`).
  func errno(_ family: IPFamily) -> String {
    switch (family, type, code) {
    case (.ipv4, 3, 0), (.ipv4, 3, 6), (.ipv4, 3, 9), (.ipv4, 3, 11): "ENETUNREACH"
    case (.ipv4, 3, 2): "ENOPROTOOPT"
    case (.ipv4, 3, 3): "ECONNREFUSED"
    case (.ipv4, 3, _), (.ipv4, 11, _): "EHOSTUNREACH"
    case (.ipv6, 1, 0): "ENETUNREACH"
    case (.ipv6, 1, 1), (.ipv6, 1, 5), (.ipv6, 1, 6): "EACCES"
    case (.ipv6, 1, 4): "ECONNREFUSED"
    case (.ipv6, 1, _), (.ipv6, 3, _): "EHOSTUNREACH"
    case (.ipv6, 4, _): "EPROTO"
    case (_, _, _): "EPROTO"
    }
  }
}
