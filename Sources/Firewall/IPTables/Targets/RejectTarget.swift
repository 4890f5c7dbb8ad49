import Addressing

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

// MARK: Syntax

extension RejectTarget: TargetSyntax {
  static let options: [String] = ["reject-with"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "reject-with":
      let name = try words.string().lowercased()
      guard let answer = Answer.named(name) else {
        throw .unknown("it does not know the answer \(name)")
      }
      type = answer
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    let usual = text.family == .ipv4 ? Answer.icmpPortUnreachable : .icmp6PortUnreachable
    text.option("reject-with", (type ?? usual).rawValue)
  }
}

extension RejectTarget.Answer {
  private static let aliases: [(name: String, answer: Self)] = [
    ("net-unreach", .icmpNetUnreachable), ("host-unreach", .icmpHostUnreachable),
    ("proto-unreach", .icmpProtoUnreachable), ("port-unreach", .icmpPortUnreachable),
    ("net-prohib", .icmpNetProhibited), ("host-prohib", .icmpHostProhibited),
    ("admin-prohib", .icmpAdminProhibited), ("tcp-rst", .tcpReset),
    ("no-route", .icmp6NoRoute), ("adm-prohibited", .icmp6AdminProhibited),
    ("addr-unreach", .icmp6AddressUnreachable), ("policy-fail", .icmp6PolicyFail),
    ("reject-route", .icmp6RejectRoute),
  ]

  /// The answer of this name, alias, or beginning of a name.
  static func named(_ name: String) -> Self? {
    if let exact = Self(rawValue: name) { return exact }
    if let alias = aliases.first(where: { $0.name == name }) { return alias.answer }
    return allCases.first { $0.rawValue.hasPrefix(name) }
  }
}
