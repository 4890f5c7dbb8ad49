/// A namespace with the labels that `namespaceSelector` chooses by.
public struct Namespace: ClusterObject {
  /// `kind` of the API.
  public static let kind = "Namespace"
  /// `metadata`.
  public var metadata: ObjectMetadata

  /// The label the API server sets on every namespace since Kubernetes 1.21.
  public static let nameLabel = "kubernetes.io/metadata.name"

  /// A namespace. ``nameLabel`` is added to its labels where it is absent.
  public init(metadata: ObjectMetadata) {
    self.metadata = metadata
    if metadata.labels[Self.nameLabel] == nil {
      self.metadata.labels[Self.nameLabel] = metadata.name
    }
  }
}
