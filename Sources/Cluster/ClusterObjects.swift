/// The objects of a cluster at one moment, found by name, address and port.
///
/// Changing a list keeps its indexes in step, so that a what-if is a changed copy.
public struct ClusterObjects: Sendable {
  /// `kubectl get pods -A`.
  public var pods: Presence<[Pod]> = .missing { didSet { podIndex = PodIndex(pods.list) } }
  /// `kubectl get services -A`.
  public var services: Presence<[Service]> = .missing {
    didSet { serviceIndex = ServiceIndex(services.list) }
  }
  /// `kubectl get endpoints -A`.
  public var endpoints: Presence<[Endpoints]> = .missing {
    didSet { endpointsIndex = EndpointsIndex(endpoints.list) }
  }
  /// `kubectl get endpointslices -A`.
  public var endpointSlices: Presence<[EndpointSlice]> = .missing {
    didSet { sliceIndex = SliceIndex(endpointSlices.list) }
  }
  /// `kubectl get nodes`.
  public var nodes: Presence<[KubernetesNode]> = .missing {
    didSet { nodeIndex = NodeIndex(nodes.list) }
  }
  /// `kubectl get namespaces`.
  public var namespaces: Presence<[Namespace]> = .missing {
    didSet { namespaceIndex = NamespaceIndex(namespaces.list) }
  }
  /// `kubectl get networkpolicies -A`.
  public var networkPolicies: Presence<[NetworkPolicy]> = .missing
  /// `kubectl get ingresses -A`.
  public var ingresses: Presence<[Ingress]> = .missing
  /// Policies of other kinds, which may overrule NetworkPolicies.
  public var otherPolicies: Presence<[RawObject]> = .missing
  /// Those of ``otherPolicies`` that are judged: of `policy.networking.k8s.io`.
  public var clusterPolicies: Presence<[ClusterPolicy]> = .missing
  /// ServiceMonitor, PodMonitor, Probe and ScrapeConfig of the Prometheus operator, and those of
  /// VictoriaMetrics.
  public var monitors: Presence<[RawObject]> = .missing
  /// What says which addresses Services and the pods of a node get: ServiceCIDR, Calico's blocks,
  /// CiliumNode.
  public var addressRanges: Presence<[RawObject]> = .missing
  /// What makes pods: Deployments and their like.
  public var workloads: Presence<[Workload]> = .missing
  /// Objects that could not be read; all others were.
  public var problems: [ClusterError] = []

  var podIndex = PodIndex([])
  var serviceIndex = ServiceIndex([])
  var endpointsIndex = EndpointsIndex([])
  var sliceIndex = SliceIndex([])
  var nodeIndex = NodeIndex([])
  var namespaceIndex = NamespaceIndex([])

  /// No objects: nobody looked.
  public init() {}
}
