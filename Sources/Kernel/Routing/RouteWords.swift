import CNetfilter
import Documents
import Routing

/// The flags of a route or of a next hop, as `ip` names them in this order.
enum RouteFlags {
  private static let names: [(UInt32, String)] = [
    (UInt32(RTNH_F_DEAD), "dead"), (UInt32(RTNH_F_ONLINK), "onlink"),
    (UInt32(RTNH_F_PERVASIVE), "pervasive"), (UInt32(RTNH_F_OFFLOAD), "offload"),
    (UInt32(RTNH_F_TRAP), "trap"), (UInt32(RTM_F_NOTIFY), "notify"),
    (UInt32(RTNH_F_LINKDOWN), "linkdown"), (UInt32(RTNH_F_UNRESOLVED), "unresolved"),
    (UInt32(RTM_F_OFFLOAD), "rt_offload"), (UInt32(RTM_F_TRAP), "rt_trap"),
    (UInt32(RTM_F_OFFLOAD_FAILED), "rt_offload_failed"),
  ]

  static func words(_ flags: UInt32) -> [String] {
    flags == 0 ? [] : names.filter { flags & $0.0 != 0 }.map(\.1)
  }
}

/// The metrics of a route (`RTA_METRICS`).
enum RouteMetrics {
  /// The names of `RTAX_…` from 2 on, in the order of the header; 1 is the lock.
  private static let names = [
    "mtu", "window", "rtt", "rttvar", "ssthresh", "cwnd", "advmss", "reordering", "hoplimit",
    "initcwnd", "features", "rto_min", "initrwnd", "quickack", "congestion", "fastopen_no_cookie",
  ]

  static func members(_ attribute: NetlinkAttribute) throws(KernelError) -> [Node.Member] {
    let table = try AttributeTable(attribute.nested)
    var members = NodeMembers()
    for (index, name) in names.enumerated() {
      guard let metric = table[index + 2] else { continue }
      if index + 2 == RTAX_CC_ALGO {
        members.put(name, metric.string)
      } else {
        put(try metric.number(), name, index + 2, to: &members)
      }
    }
    return members.list
  }

  private static func put(
    _ value: UInt32, _ name: String, _ type: Int, to members: inout NodeMembers
  ) {
    switch type {
    case Int(RTAX_HOPLIMIT) where value == .max: break
    case Int(RTAX_RTT): members.put(name, number: value / 8)
    case Int(RTAX_RTTVAR): members.put(name, number: value / 4)
    case _: members.put(name, number: value)
    }
  }
}

/// What a light-weight tunnel wraps packets in (`lwtunnel.h`), as `ip` names it.
enum Encapsulation {
  private static let names = [
    "none", "mpls", "ip", "ila", "ip6", "seg6", "bpf", "seg6local", "rpl", "ioam6", "xfrm",
  ]

  static func name(_ type: UInt16) -> String {
    names.indices.contains(Int(type)) ? names[Int(type)] : "unknown"
  }
}

extension RouteType {
  /// The type of a `RTN_…` number.
  init(number: UInt8) {
    switch Int(number) {
    case Int(RTN_UNICAST): self = .unicast
    case Int(RTN_LOCAL): self = .local
    case Int(RTN_BROADCAST): self = .broadcast
    case Int(RTN_ANYCAST): self = .anycast
    case Int(RTN_MULTICAST): self = .multicast
    case Int(RTN_BLACKHOLE): self = .blackhole
    case Int(RTN_UNREACHABLE): self = .unreachable
    case Int(RTN_PROHIBIT): self = .prohibit
    case Int(RTN_THROW): self = .throw
    case Int(RTN_NAT): self = .nat
    case _: self = .unknown(String(number))
    }
  }
}

extension RouterPreference {
  /// The two bits of RFC 4191; nil for the reserved pattern.
  init?(number: UInt8) {
    switch number {
    case 0: self = .medium
    case 1: self = .high
    case 3: self = .low
    case _: return nil
    }
  }
}
