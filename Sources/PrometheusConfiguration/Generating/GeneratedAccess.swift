public import Documents

/// The ServiceAccount of one cluster, and no more rights than the chosen ways need.
public struct GeneratedAccess: Sendable {
  private let plan: ClusterPlan

  /// What `plan` needs.
  public init(_ plan: ClusterPlan) { self.plan = plan }

  /// The objects, in the order in which they are applied.
  public var objects: [Node] {
    [namespace, account, secret] + clusterWide + namespaced
  }

  private var parts: Set<ClusterPlan.Part> { Set(plan.scrapes.map(\.part)) }

  private func isUsed(_ wanted: [ClusterPlan.Part], _ way: ClusterPlan.Way? = nil) -> Bool {
    plan.scrapes.contains { scrape in
      wanted.contains(scrape.part) && (way == nil || scrape.way == way)
    }
  }

  /// Rights that do not belong to a namespace, or to all of them.
  private var clusterWide: [Node] {
    var rules: [Node] = []
    if isUsed([.kubelet, .cadvisor]) || isUsed([.nodeExporter], .direct) {
      rules.append(rule(["nodes"], ["list", "watch"]))
    }
    if isUsed([.kubelet, .cadvisor], .direct) { rules.append(rule(["nodes/metrics"], ["get"])) }
    if isUsed([.kubelet, .cadvisor], .proxy) { rules.append(rule(["nodes/proxy"], ["get"])) }
    if isUsed([.kubeStateMetrics]) || isUsed([.nodeExporter], .proxy) {
      rules += objectRules([.kubeStateMetrics, .nodeExporter])
    }
    if plan.namespaces.isEmpty { rules += objectRules([.pods, .services]) }
    if isUsed([.apiServer]) {
      rules.append(["nonResourceURLs": ["/metrics"], "verbs": ["get"]])
    }
    guard !rules.isEmpty else { return [] }
    return [
      object(
        "ClusterRole", "rbac.authorization.k8s.io/v1", nil,
        [
          Node.Member("rules", Node(.array(Self.unique(rules))))
        ]),
      object("ClusterRoleBinding", "rbac.authorization.k8s.io/v1", nil, binding("ClusterRole")),
    ]
  }

  /// Rights to pods and Services in the chosen namespaces alone.
  private var namespaced: [Node] {
    let rules = objectRules([.pods, .services])
    guard !rules.isEmpty else { return [] }
    return plan.namespaces.flatMap { namespace in
      [
        object(
          "Role", "rbac.authorization.k8s.io/v1", namespace,
          [
            Node.Member("rules", Node(.array(rules)))
          ]),
        object("RoleBinding", "rbac.authorization.k8s.io/v1", namespace, binding("Role")),
      ]
    }
  }

  private func objectRules(_ wanted: [ClusterPlan.Part]) -> [Node] {
    guard isUsed(wanted) else { return [] }
    let needsEndpoints = isUsed(wanted.filter { $0 == .kubeStateMetrics || $0 == .services })
    let resources = needsEndpoints ? ["pods", "services", "endpoints"] : ["pods"]
    let hasPods =
      needsEndpoints || isUsed(wanted.filter { $0 == .pods }) || isUsed([.nodeExporter], .proxy)
    var rules: [Node] = hasPods ? [rule(resources, ["list", "watch"])] : []
    if isUsed(wanted, .proxy) { rules.append(rule(["pods/proxy"], ["get"])) }
    return rules
  }

  private static func unique(_ rules: [Node]) -> [Node] {
    var seen: Set<Node> = []
    return rules.filter { seen.insert($0).inserted }
  }

  private func rule(_ resources: [String], _ verbs: [String]) -> Node {
    [
      "apiGroups": [""], "resources": Node(.array(resources.map { Node(.string($0)) })),
      "verbs": Node(.array(verbs.map { Node(.string($0)) })),
    ]
  }

  private var namespace: Node {
    [
      "apiVersion": "v1", "kind": "Namespace",
      "metadata": ["name": Node(.string(plan.account.namespace))],
    ]
  }

  private var account: Node { object("ServiceAccount", "v1", plan.account.namespace, []) }

  /// A token that does not expire: Prometheus is outside and cannot renew one.
  private var secret: Node {
    var metadata = metadata(plan.account.namespace)
    metadata.append(
      Node.Member(
        "annotations",
        ["kubernetes.io/service-account.name": Node(.string(plan.account.name))]))
    return [
      "apiVersion": "v1", "kind": "Secret", "metadata": Node(.object(metadata)),
      "type": "kubernetes.io/service-account-token",
    ]
  }

  private func binding(_ kind: String) -> [Node.Member] {
    [
      Node.Member(
        "roleRef",
        [
          "apiGroup": "rbac.authorization.k8s.io", "kind": Node(.string(kind)),
          "name": Node(.string(plan.account.name)),
        ]),
      Node.Member(
        "subjects",
        [
          [
            "kind": "ServiceAccount", "name": Node(.string(plan.account.name)),
            "namespace": Node(.string(plan.account.namespace)),
          ]
        ]),
    ]
  }

  private func metadata(_ namespace: String?) -> [Node.Member] {
    [Node.Member("name", Node(.string(plan.account.name)))]
      + (namespace.map { [Node.Member("namespace", Node(.string($0)))] } ?? [])
  }

  private func object(
    _ kind: String, _ version: String, _ namespace: String?, _ members: [Node.Member]
  ) -> Node {
    Node(
      .object(
        [
          Node.Member("apiVersion", Node(.string(version))),
          Node.Member("kind", Node(.string(kind))),
          Node.Member("metadata", Node(.object(metadata(namespace)))),
        ] + members))
  }
}
