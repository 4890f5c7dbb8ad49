/// What every object says of itself: `metadata`.
public struct ObjectMetadata: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The namespace; empty for a cluster-scoped object, `default` where a namespaced one has none.
  public var namespace: String
  /// The labels, by which selectors choose.
  public var labels: [String: String]
  /// The annotations.
  public var annotations: [String: String]
  /// Who made the object and is responsible for it.
  public var ownerReferences: [OwnerReference]
  /// When deletion was asked for, as written; nil while the object shall stay.
  public var deletionTimestamp: String?

  /// The metadata of an object `name`.
  public init(
    name: String, namespace: String = "", labels: [String: String] = [:],
    annotations: [String: String] = [:], ownerReferences: [OwnerReference] = [],
    deletionTimestamp: String? = nil
  ) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
    self.annotations = annotations
    self.ownerReferences = ownerReferences
    self.deletionTimestamp = deletionTimestamp
  }

  /// The namespace and name together.
  public var objectName: ObjectName { ObjectName(namespace: namespace, name: name) }
}

/// The object that made another one.
public struct OwnerReference: Sendable, Hashable {
  /// Its kind: `ReplicaSet`.
  public var kind: String
  /// Its name.
  public var name: String
  /// Whether it is the managing controller.
  public var isController: Bool

  /// The owner `kind`/`name`.
  public init(kind: String, name: String, isController: Bool = false) {
    self.kind = kind
    self.name = name
    self.isController = isController
  }
}

/// A Kubernetes object with metadata.
public protocol ClusterObject: Sendable, Hashable {
  /// Its `kind`.
  static var kind: String { get }
  /// Its `metadata`.
  var metadata: ObjectMetadata { get }
}

extension ClusterObject {
  /// The namespace and name together.
  public var objectName: ObjectName { metadata.objectName }
}

/// One entry of `status.conditions`.
public struct ObjectCondition: Sendable, Hashable {
  /// `Ready`, `MemoryPressure`, ….
  public var type: String
  /// `True`, `False` or `Unknown`.
  public var status: String
  /// The machine's word for why.
  public var reason: String
  /// The sentence for people.
  public var message: String

  /// The condition `type` in `status`.
  public init(type: String, status: String, reason: String = "", message: String = "") {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
  }
}
