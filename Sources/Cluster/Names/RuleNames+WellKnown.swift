extension RuleNames {
  /// The chains that every cluster of kube-proxy or kube-router has.
  static let wellKnown: [String: RuleName] = [
    "KUBE-SERVICES": "kube-proxy: the addresses of all Services",
    "KUBE-EXTERNAL-SERVICES": "kube-proxy: Services reached from outside that have no endpoints",
    "KUBE-NODEPORTS": "kube-proxy: the node ports of all Services",
    "KUBE-POSTROUTING": "kube-proxy: masquerades what was marked for it",
    "KUBE-MARK-MASQ": "kube-proxy: marks a packet to be masqueraded",
    "KUBE-MARK-DROP": "kubelet: marks a packet to be dropped",
    "KUBE-FORWARD": "kube-proxy: forwards what was marked or is established",
    "KUBE-FIREWALL": "kubelet: drops what was marked for it, and martians for 127.0.0.0/8",
    "KUBE-PROXY-FIREWALL": "kube-proxy: what load balancer source ranges refuse",
    "KUBE-PROXY-CANARY": "kube-proxy: shows that nobody flushed the table",
    "KUBE-KUBELET-CANARY": "kubelet: shows that nobody flushed the table",
    "KUBE-ROUTER-INPUT": "kube-router: NetworkPolicies for what comes to the node",
    "KUBE-ROUTER-FORWARD": "kube-router: NetworkPolicies for what is forwarded",
    "KUBE-ROUTER-OUTPUT": "kube-router: NetworkPolicies for what the node sends",
    "KUBE-NWPLCY-DEFAULT": "kube-router: admits a direction that no NetworkPolicy isolates",
    "KUBE-NWPLCY-COMMON": "kube-router: what is the same for every pod",
    "KUBE-NWPLCY-TAIL": "kube-router: accepts what the NetworkPolicies admitted",
  ].mapValues { .wellKnown($0) }
}
