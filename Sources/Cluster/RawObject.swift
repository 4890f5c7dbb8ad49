public import Documents

/// An object that is kept as it was written: a policy of another kind, a monitor of an operator.
public struct RawObject: Sendable, Hashable {
  /// `apiVersion`: `cilium.io/v2`.
  public var apiVersion: String
  /// `kind`: `CiliumNetworkPolicy`.
  public var kind: String
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// The whole object.
  public var content: Node

  /// An object of `kind`.
  public init(apiVersion: String, kind: String, metadata: ObjectMetadata, content: Node) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.metadata = metadata
    self.content = content
  }

  /// The namespace and name together.
  public var objectName: ObjectName { metadata.objectName }

  /// Whether it is one of ``ClusterObjects/clusterPolicies``, which is judged.
  public var isClusterPolicy: Bool { apiVersion.hasPrefix("policy.networking.k8s.io/") }
}
