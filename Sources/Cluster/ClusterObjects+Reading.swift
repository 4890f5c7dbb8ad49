import Documents

extension ClusterObjects {
  /// Reads what `kubectl get -o json|yaml` prints, single objects, and manifests of many documents.
  ///
  /// Throws where the text is neither JSON nor YAML; an object that is malformed is kept in
  /// ``problems`` and spoils no other.
  public init(parsing bytes: [UInt8]) throws(ClusterError) {
    self.init()
    try read(bytes)
  }

  /// Adds the objects of a further text. An empty list is known to be of `kind` only if that is
  /// said.
  public mutating func read(_ bytes: [UInt8], as kind: ObjectKind? = nil) throws(ClusterError) {
    let documents = Node.eachDocument(of: bytes)
    if documents.count == 1, case .failure(let error) = documents[0] {
      throw .unreadable(line: error.line, column: error.column, reason: error.reason)
    }
    var reader = ObjectCollector(bytes: bytes)
    if let kind { reader.mark(kind) }
    for (index, document) in documents.enumerated() {
      reader.document = index + 1
      switch document {
      case .success(let node): reader.collect(FieldReader(node), defaultKind: nil)
      case .failure(let error):
        reader.problems.append(
          .unreadable(line: error.line, column: error.column, reason: error.reason))
      }
    }
    reader.add(to: &self)
  }
}

/// Objects on their way from documents into ``ClusterObjects``.
struct ObjectCollector {
  let bytes: [UInt8]
  var document = 1
  var problems: [ClusterError] = []
  private var pods: [Pod]?
  private var services: [Service]?
  private var endpoints: [Endpoints]?
  private var endpointSlices: [EndpointSlice]?
  private var nodes: [KubernetesNode]?
  private var namespaces: [Namespace]?
  private var networkPolicies: [NetworkPolicy]?
  private var ingresses: [Ingress]?
  private var otherPolicies: [RawObject]?
  private var monitors: [RawObject]?

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Takes one object, or every item of a list.
  mutating func collect(_ object: FieldReader, defaultKind: String?) {
    if object.node.isNull { return }
    do throws(FieldError) {
      if let elements = object.node.array {
        for (index, element) in elements.enumerated() {
          collect(FieldReader(element, path: .index(object.path, index)), defaultKind: nil)
        }
        return
      }
      let kind = try object.string("kind") ?? defaultKind
      guard let kind, !kind.isEmpty else {
        throw FieldError(object.node, at: .key(object.path, "kind"), "is missing")
      }
      if kind.hasSuffix("List"), try object.value("items") != nil || kind == "List" {
        try collectItems(of: object, kind)
      } else if let own = ObjectKind(
        apiVersion: try object.string("apiVersion") ?? "", kind: kind)
      {
        try take(FieldReader(object.node), own, kind)
      }
    } catch {
      problems.append(problem(error, in: object))
    }
  }

  private mutating func collectItems(
    of list: FieldReader, _ kind: String
  ) throws(FieldError) {
    let items = try list.list("items")
    let itemKind = String(kind.dropLast(4))
    let version = try list.string("apiVersion") ?? ""
    guard !itemKind.isEmpty else {
      for item in items { collect(item, defaultKind: nil) }
      return
    }
    guard let own = ObjectKind(apiVersion: version, kind: itemKind) else { return }
    mark(own)
    // Items of a typed list need not repeat its kind and version.
    for item in items {
      do throws(FieldError) {
        try take(FieldReader(item.node), own, itemKind)
      } catch {
        problems.append(problem(error, in: item))
      }
    }
  }

  private mutating func take(
    _ object: FieldReader, _ kind: ObjectKind, _ name: String
  ) throws(FieldError) {
    switch kind {
    case .pod: pods.add(try Pod(reading: object))
    case .service: services.add(try Service(reading: object))
    case .endpoints: endpoints.add(try Endpoints(reading: object))
    case .endpointSlice: endpointSlices.add(try EndpointSlice(reading: object))
    case .node: nodes.add(try KubernetesNode(reading: object))
    case .namespace:
      namespaces.add(Namespace(metadata: try ObjectMetadata(of: object, namespaced: false)))
    case .networkPolicy: networkPolicies.add(try NetworkPolicy(reading: object))
    case .ingress: ingresses.add(try Ingress(reading: object))
    case .otherPolicy: otherPolicies.add(try RawObject(reading: object, kind: name))
    case .monitor: monitors.add(try RawObject(reading: object, kind: name))
    }
  }

  private func problem(_ error: FieldError, in object: FieldReader) -> ClusterError {
    let at = DocumentError(at: error.offset, in: bytes, reason: error.reason)
    let name = object.node["metadata"]?["name"]?.string.map { " (\($0))" } ?? ""
    let kind = object.node["kind"]?.string ?? ""
    let whose = kind.isEmpty ? "" : "\(kind)\(name): "
    return .malformed(
      document: document, line: at.line, path: whose + error.path.description,
      reason: error.reason)
  }
}

extension ObjectCollector {
  /// Notes that somebody looked for `kind`, even if nothing was there.
  mutating func mark(_ kind: ObjectKind) {
    switch kind {
    case .pod: pods = pods ?? []
    case .service: services = services ?? []
    case .endpoints: endpoints = endpoints ?? []
    case .endpointSlice: endpointSlices = endpointSlices ?? []
    case .node: nodes = nodes ?? []
    case .namespace: namespaces = namespaces ?? []
    case .networkPolicy: networkPolicies = networkPolicies ?? []
    case .ingress: ingresses = ingresses ?? []
    case .otherPolicy: otherPolicies = otherPolicies ?? []
    case .monitor: monitors = monitors ?? []
    }
  }

  /// Hands over what was collected; each list once, so that each index is made once.
  func add(to objects: inout ClusterObjects) {
    if let pods { objects.pods.append(contentsOf: pods) }
    if let services { objects.services.append(contentsOf: services) }
    if let endpoints { objects.endpoints.append(contentsOf: endpoints) }
    if let endpointSlices { objects.endpointSlices.append(contentsOf: endpointSlices) }
    if let nodes { objects.nodes.append(contentsOf: nodes) }
    if let namespaces { objects.namespaces.append(contentsOf: namespaces) }
    if let networkPolicies { objects.networkPolicies.append(contentsOf: networkPolicies) }
    if let ingresses { objects.ingresses.append(contentsOf: ingresses) }
    if let otherPolicies { objects.otherPolicies.append(contentsOf: otherPolicies) }
    if let monitors { objects.monitors.append(contentsOf: monitors) }
    objects.problems += problems
  }
}

extension RawObject {
  fileprivate init(reading object: FieldReader, kind: String) throws(FieldError) {
    self.init(
      apiVersion: try object.string("apiVersion") ?? "", kind: kind,
      metadata: try ObjectMetadata(
        of: object, namespaced: object.node["metadata"]?["namespace"] != nil),
      content: object.node)
  }
}

extension Optional where Wrapped: RangeReplaceableCollection {
  fileprivate mutating func add(_ element: Wrapped.Element) {
    if self == nil { self = Wrapped() }
    self?.append(element)
  }
}
