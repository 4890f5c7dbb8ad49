/// The kinds of objects this program reads.
public enum ObjectKind: Sendable, Hashable, CaseIterable {
  case pod
  case service
  case endpoints
  case endpointSlice
  case node
  case namespace
  case networkPolicy
  case ingress
  /// Policies of other kinds than NetworkPolicy, which may overrule it.
  case otherPolicy
  /// What an operator makes scrape targets from.
  case monitor
  /// What makes pods from a template.
  case workload
  /// Which addresses Services or the pods of a node get.
  case addressRange

  private static let names: [String: (kind: ObjectKind, groups: [String])] = [
    "Pod": (.pod, [""]), "Service": (.service, [""]), "Endpoints": (.endpoints, [""]),
    "Node": (.node, [""]), "Namespace": (.namespace, [""]),
    "EndpointSlice": (.endpointSlice, ["discovery.k8s.io"]),
    "Ingress": (.ingress, ["networking.k8s.io", "extensions"]),
    "AdminNetworkPolicy": (.otherPolicy, ["policy.networking.k8s.io"]),
    "BaselineAdminNetworkPolicy": (.otherPolicy, ["policy.networking.k8s.io"]),
    "ClusterNetworkPolicy": (
      .otherPolicy, ["policy.networking.k8s.io", "policy.networking.x-k8s.io", "crd.antrea.io"]
    ),
    "CiliumNetworkPolicy": (.otherPolicy, ["cilium.io"]),
    "CiliumClusterwideNetworkPolicy": (.otherPolicy, ["cilium.io"]),
    "GlobalNetworkPolicy": (.otherPolicy, ["crd.projectcalico.org", "projectcalico.org"]),
    "StagedNetworkPolicy": (.otherPolicy, ["crd.projectcalico.org", "projectcalico.org"]),
    "HostEndpoint": (.otherPolicy, ["crd.projectcalico.org", "projectcalico.org"]),
    "AuthorizationPolicy": (.otherPolicy, ["security.istio.io"]),
    "Deployment": (.workload, ["apps", "extensions"]),
    "StatefulSet": (.workload, ["apps"]), "DaemonSet": (.workload, ["apps", "extensions"]),
    "ReplicaSet": (.workload, ["apps", "extensions"]), "ReplicationController": (.workload, [""]),
    "Job": (.workload, ["batch"]), "CronJob": (.workload, ["batch"]),
    "ServiceCIDR": (.addressRange, ["networking.k8s.io"]),
    "BlockAffinity": (.addressRange, ["crd.projectcalico.org"]),
    "CiliumNode": (.addressRange, ["cilium.io"]),
    "ServiceMonitor": (.monitor, ["monitoring.coreos.com"]),
    "PodMonitor": (.monitor, ["monitoring.coreos.com"]),
    "Probe": (.monitor, ["monitoring.coreos.com"]),
    "ScrapeConfig": (.monitor, ["monitoring.coreos.com"]),
    "VMServiceScrape": (.monitor, ["operator.victoriametrics.com"]),
    "VMPodScrape": (.monitor, ["operator.victoriametrics.com"]),
    "VMStaticScrape": (.monitor, ["operator.victoriametrics.com"]),
    "VMNodeScrape": (.monitor, ["operator.victoriametrics.com"]),
    "VMProbe": (.monitor, ["operator.victoriametrics.com"]),
    "VMScrapeConfig": (.monitor, ["operator.victoriametrics.com"]),
  ]

  /// The kind of an object with these two fields; nil for one that is of no concern.
  public init?(apiVersion: String, kind: String) {
    let group = Self.group(apiVersion)
    if kind == "NetworkPolicy" {
      let own = group == "networking.k8s.io" || group == "extensions"
      self = own ? .networkPolicy : .otherPolicy
      return
    }
    guard let entry = Self.names[kind], entry.groups.contains(where: { $0 == group }) else {
      return nil
    }
    self = entry.kind
  }

  /// `apps` of `apps/v1`; empty for the core group, whose versions stand alone.
  private static func group(_ apiVersion: String) -> Substring {
    let bytes = apiVersion.utf8
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")),
      !bytes[bytes.index(after: slash)...].contains(UInt8(ascii: "/"))
    else { return "" }
    return apiVersion[..<slash]
  }

  /// The file of a snapshot's `cluster` folder that holds the kind, as kubectl names resources.
  public init?(resource: String) {
    switch resource {
    case "pods": self = .pod
    case "services": self = .service
    case "endpoints": self = .endpoints
    case "endpointslices": self = .endpointSlice
    case "nodes": self = .node
    case "namespaces": self = .namespace
    case "networkpolicies": self = .networkPolicy
    case "ingresses": self = .ingress
    case "adminnetworkpolicies", "baselineadminnetworkpolicies", "clusternetworkpolicies",
      "ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies", "globalnetworkpolicies":
      self = .otherPolicy
    case "servicemonitors", "podmonitors", "probes", "scrapeconfigs": self = .monitor
    case "servicecidrs", "blockaffinities", "ciliumnodes": self = .addressRange
    case "deployments", "statefulsets", "daemonsets", "replicasets", "replicationcontrollers",
      "jobs", "cronjobs":
      self = .workload
    case _: return nil
    }
  }

  /// The resource as kubectl names it: what to record where the kind is missing.
  public var resource: String {
    switch self {
    case .pod: "pods"
    case .service: "services"
    case .endpoints: "endpoints"
    case .endpointSlice: "endpointslices"
    case .node: "nodes"
    case .namespace: "namespaces"
    case .networkPolicy: "networkpolicies"
    case .ingress: "ingresses"
    case .otherPolicy: "clusternetworkpolicies"
    case .monitor: "servicemonitors"
    case .workload: "deployments"
    case .addressRange: "servicecidrs"
    }
  }
}
