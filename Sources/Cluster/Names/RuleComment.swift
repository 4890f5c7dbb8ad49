/// What the comment of a rule says whose it is.
public enum RuleComment: Sendable, Hashable {
  /// kube-router: of this pod.
  case pod(ObjectName)
  /// kube-router: of this policy.
  case policy(ObjectName)
  /// kube-router 1: of this policy in the namespace of the pod whose chain the rule is in.
  case policyOfPod(String)
  /// kube-proxy: of this Service's port.
  case servicePort(ServicePortName)

  /// Reads a comment of kube-proxy or kube-router; nil for all others.
  public init?(parsing comment: String) {
    let words = comment.split(separator: " ").map(String.init)
    if let pod = Self.longPod(words) {
      self = .pod(pod)
    } else if let policy = Self.longPolicy(words) {
      self = .policy(policy)
    } else if words.count == 5, words.starts(with: ["run", "through", "nw", "policy"]) {
      self = .policyOfPod(words[4])
    } else if let short = Self.short(words) {
      self = short
    } else if let port = Self.servicePort(words) {
      self = .servicePort(port)
    } else {
      return nil
    }
  }

  /// `… POD name:NAME namespace: NS …`.
  private static func longPod(_ words: [String]) -> ObjectName? {
    guard let at = words.firstIndex(where: { $0.hasPrefix("name:") }), at > 0,
      words[at - 1] == "POD", at + 2 < words.count, words[at + 1] == "namespace:"
    else { return nil }
    return ObjectName(namespace: words[at + 2], name: String(words[at].dropFirst(5)))
  }

  /// `… policy name NAME namespace NS`, with or without a colon after `name`.
  private static func longPolicy(_ words: [String]) -> ObjectName? {
    guard let at = words.firstIndex(of: "policy"), at + 4 < words.count,
      words[at + 1] == "name" || words[at + 1] == "name:", words[at + 3] == "namespace"
    else { return nil }
    return ObjectName(namespace: words[at + 4], name: words[at + 2])
  }

  /// kube-router 2.11: `NS/POD in`, `NS/POLICY policy`, `NS/POLICY ingress pods`.
  private static func short(_ words: [String]) -> RuleComment? {
    guard words.count >= 2, let name = ObjectName(parsing: words[0]) else { return nil }
    return switch words[1] {
    case "in", "out", "reject", "log-drop": words.count == 2 ? .pod(name) : nil
    case "policy": words.count == 2 ? .policy(name) : nil
    case "ingress", "egress": words.count >= 3 ? .policy(name) : nil
    case _: nil
    }
  }

  /// kube-proxy: `NS/NAME:PORT`, followed by nothing, `cluster IP`, `has no endpoints`, `->
  /// 10.0.0.1:80`, ….
  private static func servicePort(_ words: [String]) -> ServicePortName? {
    guard let first = words.first, !first.hasSuffix("/") else { return nil }
    let known: Set = [
      "cluster", "external", "loadbalancer", "has", "->", "Redirect", "masquerade", "pod", "route",
      "traffic", "via",
    ]
    guard words.count == 1 || known.contains(words[1]) else { return nil }
    let parts = first.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let service = ObjectName(parsing: parts[0]) else { return nil }
    return ServicePortName(service, port: parts.count == 2 ? String(parts[1]) : "")
  }
}
