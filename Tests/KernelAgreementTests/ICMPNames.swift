import Glibc

/// What ICMP errors are called by REJECT, and which errno they become.
///
/// Source: `icmp_err_convert` in net/ipv4/icmp.c, `tab_unreach` in net/ipv6/icmp.c,
/// iptables-extensions(8), Linux 6.18.
enum ICMPNames {
  /// The names of a type and a code, of both families, since the numbers of the two overlap.
  static func names(type: UInt8, code: UInt8) -> [String] {
    switch (type, code) {
    case (3, 0): ["icmp-net-unreachable", "icmpv6-time-exceeded"]
    case (3, 1): ["icmp-host-unreachable"]
    case (3, 2): ["icmp-proto-unreachable"]
    case (3, 3): ["icmp-port-unreachable"]
    case (3, 9): ["icmp-net-prohibited"]
    case (3, 10): ["icmp-host-prohibited"]
    case (3, 13): ["icmp-admin-prohibited"]
    case (11, 0): ["icmp-time-exceeded", "icmp-ttl-exceeded"]
    case (1, 0): ["icmp6-no-route"]
    case (1, 1): ["icmp6-adm-prohibited"]
    case (1, 3): ["icmp6-addr-unreachable"]
    case (1, 4): ["icmp6-port-unreachable"]
    case (1, 5): ["icmp6-policy-fail"]
    case (1, 6): ["icmp6-reject-route"]
    default: []
    }
  }

  static func errno(type: UInt8, code: UInt8, six: Bool) -> String {
    if six {
      guard type == 1 else { return type == 3 ? "EHOSTUNREACH" : "EPROTO" }
      let unreachable = [
        "ENETUNREACH", "EACCES", "EHOSTUNREACH", "EHOSTUNREACH", "ECONNREFUSED", "EACCES", "EACCES",
      ]
      return Int(code) < unreachable.count ? unreachable[Int(code)] : "EPROTO"
    }
    guard type == 3 else { return type == 11 ? "EHOSTUNREACH" : "EPROTO" }
    switch code {
    case 0, 6, 9, 11: return "ENETUNREACH"
    case 2: return "ENOPROTOOPT"
    case 3: return "ECONNREFUSED"
    case 4: return "EMSGSIZE"
    default: return "EHOSTUNREACH"
    }
  }
}

/// errno(3) names of what a sending call can answer.
enum ErrnoNames {
  static func name(_ number: Int32) -> String {
    switch number {
    case EPERM: "EPERM"
    case EACCES: "EACCES"
    case EINVAL: "EINVAL"
    case ENETUNREACH: "ENETUNREACH"
    case EHOSTUNREACH: "EHOSTUNREACH"
    case ECONNREFUSED: "ECONNREFUSED"
    case EADDRNOTAVAIL: "EADDRNOTAVAIL"
    default: "errno \(number)"
    }
  }
}
