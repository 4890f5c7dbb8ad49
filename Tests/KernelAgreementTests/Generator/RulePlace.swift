/// Where a rule stands: what it may look at and do depends on it.
struct RulePlace {
  var host: String
  var backend: TableText.Backend
  var six: Bool
  var table: String
  /// `PREROUTING` … `POSTROUTING`: the only one from which the rule's chain is reached.
  var hook: String
  /// Sets that can be matched here, by name, with how many dimensions each has.
  var sets: [(name: String, dimensions: Int)]
  /// The chains below, to which a rule may jump.
  var callees: [String]
  var isBuiltIn: Bool

  var hasInput: Bool { hook != "OUTPUT" && hook != "POSTROUTING" }
  var hasOutput: Bool { hook != "PREROUTING" && hook != "INPUT" }
  /// The interfaces of the host, with one that does not exist.
  var interfaces: [String] {
    host == "router" ? ["lan0", "lan1", "lan+", "lo", "eth9"] : ["eth0", "eth+", "lo", "eth9"]
  }
}

/// What protocol the conditions of a rule have chosen.
enum RuleProtocol: CaseIterable {
  case any, tcp, udp, icmp

  func flag(_ six: Bool) -> String {
    switch self {
    case .any: ""
    case .tcp: "-p tcp"
    case .udp: "-p udp"
    case .icmp: six ? "-p ipv6-icmp" : "-p icmp"
    }
  }
}
