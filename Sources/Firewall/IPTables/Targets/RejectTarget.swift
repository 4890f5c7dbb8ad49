/// `-j REJECT`: drops the packet and tells the sender.
public struct RejectTarget: TargetExtension {
  public static let name = "REJECT"
  /// `--reject-with`; nil is the port unreachable of the family.
  public var type: Answer?

  /// The target without any option.
  public init() {}
}

extension RejectTarget {
  /// What the sender is told: the name `iptables-save` prints.
  public enum Answer: String, Sendable, Hashable, CaseIterable {
    case icmpNetUnreachable = "icmp-net-unreachable"
    case icmpHostUnreachable = "icmp-host-unreachable"
    case icmpPortUnreachable = "icmp-port-unreachable"
    case icmpProtoUnreachable = "icmp-proto-unreachable"
    case icmpNetProhibited = "icmp-net-prohibited"
    case icmpHostProhibited = "icmp-host-prohibited"
    case icmpAdminProhibited = "icmp-admin-prohibited"
    case tcpReset = "tcp-reset"
    case icmp6NoRoute = "icmp6-no-route"
    case icmp6AdminProhibited = "icmp6-adm-prohibited"
    case icmp6AddressUnreachable = "icmp6-addr-unreachable"
    case icmp6PortUnreachable = "icmp6-port-unreachable"
    case icmp6PolicyFail = "icmp6-policy-fail"
    case icmp6RejectRoute = "icmp6-reject-route"
    /// `echo-reply`: never implemented in the kernel.
    case icmpEchoReply = "icmp-echo-reply"
  }
}
