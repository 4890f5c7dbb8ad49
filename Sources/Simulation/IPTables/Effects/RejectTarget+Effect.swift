import Addressing
import Firewall

/// `ipt_REJECT.c` and `ip6t_REJECT.c`.
extension RejectTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    switch type {
    case .tcpReset: .verdict(.reject(.tcpReset))
    case .icmpEchoReply: .verdict(.drop)
    case .icmpNetUnreachable: .verdict(.reject(.icmp(code: 0)))
    case .icmpHostUnreachable: .verdict(.reject(.icmp(code: 1)))
    case .icmpProtoUnreachable: .verdict(.reject(.icmp(code: 2)))
    case .icmpPortUnreachable: .verdict(.reject(.icmp(code: 3)))
    case .icmpNetProhibited: .verdict(.reject(.icmp(code: 9)))
    case .icmpHostProhibited: .verdict(.reject(.icmp(code: 10)))
    case .icmpAdminProhibited: .verdict(.reject(.icmp(code: 13)))
    case .icmp6NoRoute: .verdict(.reject(.icmp(code: 0)))
    case .icmp6AdminProhibited: .verdict(.reject(.icmp(code: 1)))
    case .icmp6AddressUnreachable: .verdict(.reject(.icmp(code: 3)))
    case .icmp6PortUnreachable: .verdict(.reject(.icmp(code: 4)))
    case .icmp6PolicyFail: .verdict(.reject(.icmp(code: 5)))
    case .icmp6RejectRoute: .verdict(.reject(.icmp(code: 6)))
    case nil:
      .verdict(.reject(.icmp(code: context.packet.family == .ipv4 ? 3 : 4)))
    }
  }
}
