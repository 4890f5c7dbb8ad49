/// Where netfilter sees a packet (`NF_INET_*`, `NF_NETDEV_*`).
public enum Hook: Int, Sendable, Hashable, CaseIterable {
  case prerouting
  case input
  case forward
  case output
  case postrouting
  case ingress
  case egress

  /// The name in iptables: `PREROUTING`.
  public var chainName: String {
    switch self {
    case .prerouting: "PREROUTING"
    case .input: "INPUT"
    case .forward: "FORWARD"
    case .output: "OUTPUT"
    case .postrouting: "POSTROUTING"
    case .ingress: "INGRESS"
    case .egress: "EGRESS"
    }
  }

  /// The name in nft and in the steps of a walk: `prerouting`.
  public var name: String { chainName.lowercased() }
}
