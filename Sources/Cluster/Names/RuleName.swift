public import Addressing

/// What a chain or set that Kubernetes software named stands for.
public enum RuleName: Sendable, Hashable {
  /// A chain of kube-proxy that every cluster has, and what it does.
  case wellKnown(String)
  /// A chain of a Service's port.
  case service(ServiceChain, ServicePortName)
  /// `KUBE-SEP-…`: the translation to one endpoint of a Service's port.
  case endpoint(ServicePortName, Endpoint, pod: ObjectName?)
  /// `KUBE-POD-FW-…`: what is checked for one pod.
  case pod(ObjectName)
  /// `KUBE-NWPLCY-…`: what one NetworkPolicy admits.
  case policy(ObjectName)
  /// The set of pods that a NetworkPolicy isolates.
  case policySubjects(ObjectName, PolicyDirection)
  /// The set of peers that a rule of a NetworkPolicy admits; rules count from 0.
  case policyPeers(ObjectName, PolicyDirection, rule: Int, PolicyPeerSet)
}

/// Which of a Service's chains.
public enum ServiceChain: String, Sendable, Hashable, CaseIterable {
  /// Choose among all endpoints.
  case service = "KUBE-SVC-"
  /// Choose among the node's own endpoints.
  case local = "KUBE-SVL-"
  /// Traffic from outside the cluster.
  case external = "KUBE-EXT-"
  /// Traffic to the load balancer's address.
  case firewall = "KUBE-FW-"
  /// Traffic from outside under `externalTrafficPolicy: Local`, before Kubernetes 1.24.
  case externalLocal = "KUBE-XLB-"
}

/// Which kind of peers a set of kube-router holds.
public enum PolicyPeerSet: Sendable, Hashable {
  /// Addresses of pods.
  case pods
  /// Networks of `ipBlock` peers.
  case ipBlocks
  /// Pods that declare the rule's `port`-th port, from 0, by name.
  case namedPort(Int)
}

/// A Service's port as kube-proxy writes it: `argocd/argocd-metrics:metrics`.
public struct ServicePortName: Sendable, Hashable {
  /// The Service.
  public var service: ObjectName
  /// The name of its port; empty for the only, unnamed one.
  public var port: String

  /// The port `port` of `service`.
  public init(_ service: ObjectName, port: String = "") {
    self.service = service
    self.port = port
  }
}

extension ServicePortName: CustomStringConvertible {
  /// `argocd/argocd-metrics:metrics`; without a colon where the port has no name.
  public var description: String { port.isEmpty ? "\(service)" : "\(service):\(port)" }
}
