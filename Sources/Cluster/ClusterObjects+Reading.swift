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
    var reader = ObjectCollector(bytes: bytes)
    if let kind { reader.mark(kind) }
    if let unreadable = reader.collect(textOf: bytes) { throw unreadable }
    reader.add(to: &self)
  }
}

/// Objects on their way from documents into ``ClusterObjects``.
struct ObjectCollector {
  private(set) var bytes: [UInt8]
  private var document = 1
  var problems: [ClusterError] = []
  /// The namespace of objects that name none; nil for `default`.
  var defaultNamespace: String?
  private var pods: [Pod]?
  private var services: [Service]?
  private var endpoints: [Endpoints]?
  private var endpointSlices: [EndpointSlice]?
  private var nodes: [KubernetesNode]?
  private var namespaces: [Namespace]?
  private var networkPolicies: [NetworkPolicy]?
  private var ingresses: [Ingress]?
  private var otherPolicies: [RawObject]?
  private var clusterPolicies: [ClusterPolicy]?
  private var monitors: [RawObject]?
  private var addressRanges: [RawObject]?
  private var workloads: [Workload]?

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Takes every document of a text. Returns the error of a text that is a single unreadable one.
  @discardableResult
  mutating func collect(textOf bytes: [UInt8]) -> ClusterError? {
    self.bytes = bytes
    document = 1
    if collectLongList() { return nil }
    let documents = Node.eachDocument(of: bytes)
    for (index, document) in documents.enumerated() {
      self.document = index + 1
      switch document {
      case .success(let node): collect(FieldReader(node), defaultKind: nil)
      case .failure(let error) where documents.count == 1:
        let unreadable = ClusterError.unreadable(
          line: error.line, column: error.column, reason: error.reason)
        problems.append(unreadable)
        return unreadable
      case .failure(let error):
        problems.append(
          .malformed(document: index + 1, line: error.line, path: "", reason: error.reason))
      }
    }
    return nil
  }

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
    for item in items { collectTyped(item, own, itemKind) }
  }

  /// Takes an item of a list that says the kind of its items.
  mutating func collectTyped(_ item: FieldReader, _ kind: ObjectKind, _ name: String) {
    do throws(FieldError) {
      try take(FieldReader(item.node), kind, name)
    } catch {
      problems.append(problem(error, in: item))
    }
  }

  private mutating func take(
    _ object: FieldReader, _ kind: ObjectKind, _ name: String
  ) throws(FieldError) {
    let object = placed(object, kind)
    switch kind {
    case .pod: pods.add(try Pod(reading: object))
    case .service: services.add(try Service(reading: object))
    case .endpoints: endpoints.add(try Endpoints(reading: object))
    case .endpointSlice: endpointSlices.add(try EndpointSlice(reading: object))
    case .node: nodes.add(try KubernetesNode(reading: object))
    case .namespace:
      namespaces.add(Namespace(metadata: try ObjectMetadata(of: object, namespaced: false)))
    case .networkPolicy:
      try object.refuseRepetition()
      networkPolicies.add(try NetworkPolicy(reading: object))
      problems += object.policyReservations().map { problem($0, in: object) }
    case .ingress: ingresses.add(try Ingress(reading: object))
    case .otherPolicy: try takePolicy(object, name)
    case .monitor: monitors.add(try RawObject(reading: object, kind: name))
    case .addressRange: addressRanges.add(try RawObject(reading: object, kind: name))
    case .workload: workloads.add(try Workload(reading: object, kind: name))
    }
  }

  /// The object in the namespace of those that name none.
  private func placed(_ object: FieldReader, _ kind: ObjectKind) -> FieldReader {
    guard let defaultNamespace, kind != .node, kind != .namespace, kind != .otherPolicy,
      kind != .addressRange,
      case .object(var members) = object.node.content,
      let place = members.firstIndex(where: { $0.key == "metadata" }),
      case .object(var metadata) = members[place].value.content,
      !metadata.contains(where: { $0.key == "namespace" && !$0.value.isNull })
    else { return object }
    metadata.append(.init("namespace", Node(.string(defaultNamespace))))
    members[place].value.content = .object(metadata)
    var node = object.node
    node.content = .object(members)
    return FieldReader(node, path: object.path)
  }

  /// A policy of another kind is kept as it is; one that can be judged is read too.
  private mutating func takePolicy(_ object: FieldReader, _ name: String) throws(FieldError) {
    let raw = try RawObject(reading: object, kind: name)
    otherPolicies.add(raw)
    guard raw.isClusterPolicy else { return }
    clusterPolicies.add(try ClusterPolicy(reading: object, kind: name))
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
  /// A collector for a part of the same text that has collected nothing.
  func part() -> ObjectCollector {
    var part = ObjectCollector(bytes: bytes)
    part.document = document
    part.defaultNamespace = defaultNamespace
    return part
  }

  /// Adds what a part has collected.
  mutating func merge(_ part: ObjectCollector) {
    pods.add(part.pods)
    services.add(part.services)
    endpoints.add(part.endpoints)
    endpointSlices.add(part.endpointSlices)
    nodes.add(part.nodes)
    namespaces.add(part.namespaces)
    networkPolicies.add(part.networkPolicies)
    ingresses.add(part.ingresses)
    otherPolicies.add(part.otherPolicies)
    clusterPolicies.add(part.clusterPolicies)
    monitors.add(part.monitors)
    addressRanges.add(part.addressRanges)
    workloads.add(part.workloads)
    problems += part.problems
  }

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
    case .addressRange: addressRanges = addressRanges ?? []
    case .workload: workloads = workloads ?? []
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
    if let clusterPolicies { objects.clusterPolicies.append(contentsOf: clusterPolicies) }
    if let monitors { objects.monitors.append(contentsOf: monitors) }
    if let addressRanges { objects.addressRanges.append(contentsOf: addressRanges) }
    if let workloads { objects.workloads.append(contentsOf: workloads) }
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

  fileprivate mutating func add(_ others: Wrapped?) {
    guard let others else { return }
    if self == nil { self = others } else { self?.append(contentsOf: others) }
  }
}
