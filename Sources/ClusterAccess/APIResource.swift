public import Cluster

/// A kind of objects as the API serves it.
public struct APIResource: Sendable, Hashable {
  /// `networking.k8s.io`; empty for the core group.
  public var group: String
  /// `v1`.
  public var version: String
  /// `networkpolicies`.
  public var name: String
  /// `NetworkPolicy`.
  public var kind: String

  /// A resource.
  public init(group: String, version: String, name: String, kind: String) {
    (self.group, self.version, self.name, self.kind) = (group, version, name, kind)
  }

  /// `networking.k8s.io/v1`.
  public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  /// `/apis/networking.k8s.io/v1/networkpolicies`.
  public func path(namespace: String? = nil) -> String {
    let root = group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)"
    return root + (namespace.map { "/namespaces/\($0)" } ?? "") + "/\(name)"
  }
}

/// Kinds of objects this program reads, with every version it can read, the best first.
struct WantedResource {
  var name: String
  var kind: String
  var versions: [(group: String, version: String)]
  /// Whether every cluster has it.
  var isBuiltIn = true

  /// From Kubernetes 1.20 to current, with what others add to it.
  static let all: [WantedResource] = [
    WantedResource(name: "namespaces", kind: "Namespace", versions: [("", "v1")]),
    WantedResource(name: "nodes", kind: "Node", versions: [("", "v1")]),
    WantedResource(name: "pods", kind: "Pod", versions: [("", "v1")]),
    WantedResource(name: "services", kind: "Service", versions: [("", "v1")]),
    WantedResource(name: "endpoints", kind: "Endpoints", versions: [("", "v1")]),
    WantedResource(
      name: "endpointslices", kind: "EndpointSlice",
      versions: [("discovery.k8s.io", "v1"), ("discovery.k8s.io", "v1beta1")]),
    WantedResource(
      name: "networkpolicies", kind: "NetworkPolicy", versions: [("networking.k8s.io", "v1")]),
    WantedResource(
      name: "ingresses", kind: "Ingress",
      versions: [
        ("networking.k8s.io", "v1"), ("networking.k8s.io", "v1beta1"), ("extensions", "v1beta1"),
      ]),
    added("adminnetworkpolicies", "AdminNetworkPolicy", "policy.networking.k8s.io", ["v1alpha1"]),
    added(
      "baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy", "policy.networking.k8s.io",
      ["v1alpha1"]),
    added(
      "clusternetworkpolicies", "ClusterNetworkPolicy", "policy.networking.k8s.io", ["v1alpha2"]),
    added("ciliumnetworkpolicies", "CiliumNetworkPolicy", "cilium.io", ["v2"]),
    added(
      "ciliumclusterwidenetworkpolicies", "CiliumClusterwideNetworkPolicy", "cilium.io", ["v2"]),
    added("globalnetworkpolicies", "GlobalNetworkPolicy", "crd.projectcalico.org", ["v1"]),
    added("servicecidrs", "ServiceCIDR", "networking.k8s.io", ["v1", "v1beta1"]),
    added("blockaffinities", "BlockAffinity", "crd.projectcalico.org", ["v1"]),
    added("ciliumnodes", "CiliumNode", "cilium.io", ["v2"]),
    added("servicemonitors", "ServiceMonitor", "monitoring.coreos.com", ["v1"]),
    added("podmonitors", "PodMonitor", "monitoring.coreos.com", ["v1"]),
    added("probes", "Probe", "monitoring.coreos.com", ["v1"]),
    added("scrapeconfigs", "ScrapeConfig", "monitoring.coreos.com", ["v1alpha1"]),
  ]

  private static func added(
    _ name: String, _ kind: String, _ group: String, _ versions: [String]
  ) -> WantedResource {
    WantedResource(
      name: name, kind: kind, versions: versions.map { (group, $0) }, isBuiltIn: false)
  }
}

extension APIResource {
  /// The kind as this program's values know it; nil where they do not.
  public var objectKind: ObjectKind? { ObjectKind(apiVersion: apiVersion, kind: kind) }
}
