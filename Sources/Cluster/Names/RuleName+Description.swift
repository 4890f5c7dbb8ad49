extension RuleName: CustomStringConvertible {
  /// What it stands for, as part of a sentence: `Service argocd/argocd-metrics:metrics`.
  public var description: String {
    switch self {
    case .wellKnown(let text): text
    case .service(let chain, let port): "Service \(port)\(chain.suffix)"
    case .endpoint(let port, let endpoint, let pod):
      "endpoint \(endpoint) of Service \(port)" + (pod.map { ", pod \($0)" } ?? "")
    case .pod(let pod): "NetworkPolicies of pod \(pod)"
    case .policy(let policy): "NetworkPolicy \(policy)"
    case .policySubjects(let policy, let direction):
      "pods that NetworkPolicy \(policy) isolates (\(direction.rawValue.lowercased()))"
    case .policyPeers(let policy, let direction, let rule, let set):
      "\(set.words) \(direction.rawValue.lowercased())[\(rule)] of NetworkPolicy \(policy)"
    }
  }
}

extension ServiceChain {
  fileprivate var suffix: String {
    switch self {
    case .service: ""
    case .local: ", the node's own endpoints"
    case .external: ", from outside the cluster"
    case .firewall: ", at the load balancer's address"
    case .externalLocal: ", from outside to the node's own endpoints"
    }
  }
}

extension PolicyPeerSet {
  fileprivate var words: String {
    switch self {
    case .pods: "pods that match a peer of"
    case .ipBlocks: "networks of the ipBlock peers of"
    case .namedPort(let group): "pods that declare a named port (\(group)) of"
    }
  }
}
