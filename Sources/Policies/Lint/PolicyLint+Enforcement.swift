import Cluster

extension PolicyLint {
  /// Policies of kinds that nothing in the cluster enforces, as far as its own pods tell.
  func enforcementFindings() -> [LintFinding] {
    let plugins = NetworkPlugin.allCases.filter { plugin in
      cluster.pods.list.contains { plugin.runs(as: $0) }
        || cluster.workloads.list.contains { plugin.runs(as: $0.pod) }
    }
    // Without a single plugin's pod nobody recorded where they run, or the plugin is no pod.
    guard !plugins.isEmpty else { return [] }
    let names = plugins.map(\.rawValue).joined(separator: ", ")
    var found: [LintFinding] = []
    if !plugins.contains(where: \.enforcesNetworkPolicy), !cluster.networkPolicies.list.isEmpty {
      found.append(
        LintFinding(
          .notEnforced, "every NetworkPolicy",
          "the network plugin is \(names), which enforces no NetworkPolicy",
          advice: "run a policy engine: Calico, Cilium, kube-router"))
    }
    for object in cluster.otherPolicies.list {
      let able = NetworkPlugin.enforcing(object)
      guard !able.isEmpty, !plugins.contains(where: able.contains) else { continue }
      found.append(
        LintFinding(
          .notEnforced, "\(object.kind) \(object.objectName)",
          "the network plugin is \(names); this kind needs "
            + able.map(\.rawValue).joined(separator: " or "),
          advice: "it has no effect: write a NetworkPolicy, or remove it"))
    }
    return found
  }
}

/// The network plugins that are known by their pods.
private enum NetworkPlugin: String, CaseIterable {
  case calico = "Calico"
  case cilium = "Cilium"
  case kubeRouter = "kube-router"
  case weave = "Weave Net"
  case antrea = "Antrea"
  case ovnKubernetes = "OVN-Kubernetes"
  case kubeNetworkPolicies = "kube-network-policies"
  case flannel = "flannel"
  case kindnet = "kindnet"

  func runs(as pod: Pod) -> Bool {
    let prefixes: [String] =
      switch self {
      case .calico: ["calico-node", "canal"]
      case .cilium: ["cilium"]
      case .kubeRouter: ["kube-router"]
      case .weave: ["weave-net"]
      case .antrea: ["antrea-agent"]
      case .ovnKubernetes: ["ovnkube-node"]
      case .kubeNetworkPolicies: ["kube-network-policies"]
      case .flannel: ["kube-flannel"]
      case .kindnet: ["kindnet"]
      }
    return pod.hostNetwork && prefixes.contains { pod.metadata.name.hasPrefix($0) }
  }

  var enforcesNetworkPolicy: Bool { self != .flannel }

  /// The plugins that enforce an object of another kind; none where that is not known.
  static func enforcing(_ object: RawObject) -> [NetworkPlugin] {
    if object.isClusterPolicy {
      return [.ovnKubernetes, .antrea, .calico, .cilium, .kubeNetworkPolicies]
    }
    let group = object.apiVersion.split(separator: "/").first.map(String.init) ?? ""
    switch group {
    case "cilium.io": return [.cilium]
    case "crd.projectcalico.org", "projectcalico.org": return [.calico]
    case "crd.antrea.io": return [.antrea]
    case _: return []
    }
  }
}
