import Documents

extension ObjectMetadata {
  /// Reads `metadata` of an object. A namespaced object without a namespace is in `default`.
  init(of object: FieldReader, namespaced: Bool) throws(FieldError) {
    guard let metadata = try object.object("metadata") else {
      throw FieldError(object.node, at: .key(object.path, "metadata"), "is missing")
    }
    let namespace = try metadata.string("namespace") ?? ""
    var owners: [OwnerReference] = []
    for owner in try metadata.list("ownerReferences") {
      owners.append(
        OwnerReference(
          kind: try owner.string("kind") ?? "", name: try owner.string("name") ?? "",
          isController: try owner.bool("controller") ?? false))
    }
    self.init(
      name: try metadata.requiredString("name"),
      namespace: namespaced ? (namespace.isEmpty ? "default" : namespace) : "",
      labels: try metadata.stringMap("labels"),
      annotations: try metadata.stringMap("annotations"), ownerReferences: owners,
      deletionTimestamp: try metadata.string("deletionTimestamp"))
  }
}
