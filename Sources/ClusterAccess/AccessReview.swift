import Documents

extension KubernetesAPI {
  /// Whether the server would let this user do something: `SelfSubjectAccessReview`.
  public func mayI(
    _ verb: String, _ resource: APIResource, namespace: String? = nil
  ) throws(ClusterAccessError) -> Bool {
    var attributes: [Node.Member] = [
      .init("verb", Node(.string(verb))), .init("group", Node(.string(resource.group))),
      .init("resource", Node(.string(resource.name))),
    ]
    if let namespace { attributes.append(.init("namespace", Node(.string(namespace)))) }
    return try review(["resourceAttributes": Node(.object(attributes))])
  }

  private func review(_ spec: Node) throws(ClusterAccessError) -> Bool {
    let path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
    let answer = try post(
      path,
      [
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
        "spec": spec,
      ])
    guard let allowed = answer["status"]?["allowed"]?.bool else {
      throw .notAnAPIServer(
        server: connection.server, path: path, reason: "it answers no status.allowed")
    }
    return allowed
  }

  /// Whether the server would let this user do what `attributes` say: those of
  /// `resourceAttributes`, or of `nonResourceAttributes` where there is a `path` among them.
  public func mayI(_ attributes: [String: String]) throws(ClusterAccessError) -> Bool {
    let members = attributes.sorted { $0.key < $1.key }.map {
      Node.Member($0.key, Node(.string($0.value)))
    }
    let kind = attributes["path"] == nil ? "resourceAttributes" : "nonResourceAttributes"
    return try review(Node(.object([Node.Member(kind, Node(.object(members)))])))
  }

  /// What this user may not list of what this program reads; empty when nothing is missing.
  public func missingAccess() throws(ClusterAccessError) -> [APIResource] {
    var missing: [APIResource] = []
    for resource in try resources() where try !mayI("list", resource) { missing.append(resource) }
    return missing
  }
}
