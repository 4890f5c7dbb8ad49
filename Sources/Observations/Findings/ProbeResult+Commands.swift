import Addressing

extension ProbeResult {
  /// The command that decides between the causes which share `decision`.
  public func command(for decision: Candidate.Decision) -> String {
    let address = target.address
    switch decision {
    case .routesHere: return "ip route show table all match \(address)"
    case .rulesHere: return "sudo diagnose target \(target)"
    case .linkHere:
      let asked = route?.gateway ?? address
      return "ip neigh show \(asked)"
    case .processHere:
      return "systemctl show prometheus -p IPAddressDeny -p RestrictAddressFamilies"
    case .portsHere: return "ss -s; sysctl net.ipv4.ip_local_port_range; ulimit -n"
    case .nearest:
      let host = finding.nearest.map { $0.family == .ipv6 ? "[\($0)]" : "\($0)" } ?? "NODE"
      return "diagnose target \(target) --via ssh://root@\(host)"
    case .wire: return "sudo diagnose capture \(target)"
    case .cluster:
      return "kubectl get services,endpoints,pods -A -o wide | grep -wF \(address)"
    }
  }

  /// The candidates by the command that decides between them, in their order.
  public func decisions(
    between candidates: [Candidate]
  ) -> [(decision: Candidate.Decision, candidates: [Candidate])] {
    var order: [Candidate.Decision] = []
    for candidate in candidates where !order.contains(candidate.decision) {
      order.append(candidate.decision)
    }
    return order.map { decision in (decision, candidates.filter { $0.decision == decision }) }
  }
}
