import Addressing
import Cluster

extension PeerFailure: CustomStringConvertible {
  /// Why the peer does not hold the other end, as the end of a sentence.
  public var description: String {
    switch self {
    case .outsideCIDR(let cidr, let address): "\(address) is not in \(cidr)"
    case .otherFamily(let cidr, let address): "\(address) is of another family than \(cidr)"
    case .excepted(let cidr, let address): "\(address) is in \(cidr), which is excepted"
    case .selectsPodsOnly(let address):
      "it chooses pods only, and \(address) is no pod of the cluster"
    case .hostNetworkPod(let pod):
      "it chooses pods only, and \(pod) is on the host network and counts as its node"
    case .namespaceLabels(let selector, let namespace):
      "the labels of namespace \(namespace) do not match \(selector)"
    case .otherNamespace(let policy, let pod):
      "it chooses pods of namespace \(policy) only, and the pod is in \(pod)"
    case .finishedPod(let pod): "pod \(pod) has ended"
    case .noAddress(let pod): "\(pod.map { "pod \($0)" } ?? "the other end") has no address"
    case .podLabels(let selector, let pod): "the labels of pod \(pod) do not match \(selector)"
    }
  }
}

extension PortFailure: CustomStringConvertible {
  /// Why the port does not hold the connection's, as the end of a sentence.
  public var description: String {
    switch self {
    case .transport(let wanted, let actual): "it is for \(wanted), not \(actual)"
    case .number(let wanted, let actual): "it is port \(wanted), not \(actual)"
    case .range(let range, let actual): "\(actual) is not in \(range.first) to \(range.last)"
    case .namedPort(let name, let declared, let actual):
      "\"\(name)\" is port \(declared.map(String.init).joined(separator: ", ")) of the pod, "
        + "not \(actual)"
    case .nameNotDeclared(let name, let pod):
      pod.map { "pod \($0) declares no port named \"\(name)\" of this protocol" }
        ?? "\"\(name)\" is a name, and the destination is no pod that could declare it"
    }
  }
}

extension Refusal: CustomStringConvertible {
  /// `NS/POLICY ingress[0]: from[0]: it chooses pods only, …`.
  public var description: String {
    switch self {
    case .noRules(let policy, let direction):
      return "\(policy) has no \(direction.rawValue.lowercased()) rule and so denies everything"
    case .rule(let policy, let direction, let rule, let peers, let ports):
      let list = direction == .ingress ? "from" : "to"
      var reasons: [String] = []
      if case .failed(let failures) = peers {
        reasons += failures.enumerated().map { "\(list)[\($0)]: \($1)" }
      }
      if case .failed(let failures) = ports {
        reasons += failures.enumerated().map { "ports[\($0)]: \($1)" }
      }
      let section = direction.rawValue.lowercased()
      return "\(policy) \(section)[\(rule)]: " + reasons.joined(separator: "; ")
    }
  }
}
