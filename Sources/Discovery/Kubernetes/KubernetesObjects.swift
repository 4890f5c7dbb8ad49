public import Documents

/// The objects that discovery looks at: those of `kubectl get -o json`, of manifests, of a snapshot.
///
/// An object that is there twice is the one that came last.
public struct KubernetesObjects: Sendable {
  /// The kinds that are looked at.
  enum Kind: String, Sendable, CaseIterable {
    case node = "Node"
    case pod = "Pod"
    case service = "Service"
    case endpoints = "Endpoints"
    case endpointSlice = "EndpointSlice"
    case ingress = "Ingress"
    case namespace = "Namespace"
    case replicaSet = "ReplicaSet"
    case job = "Job"

    var isNamespaced: Bool { self != .node && self != .namespace }

    /// As kubectl names it.
    var resource: String {
      switch self {
      case .node: "nodes"
      case .pod: "pods"
      case .service: "services"
      case .endpoints: "endpoints"
      case .endpointSlice: "endpointslices"
      case .ingress: "ingresses"
      case .namespace: "namespaces"
      case .replicaSet: "replicasets"
      case .job: "jobs"
      }
    }
  }

  private var objects: [Kind: [KubernetesObject]] = [:]
  private var places: [Kind: [String: Int]] = [:]
  private var known: Set<Kind> = []
  /// The namespace of namespaced objects that name none, as manifests may.
  public var defaultNamespace = "default"

  /// No objects.
  public init() {}

  /// Adds the objects of a text; throws where it is neither JSON nor YAML.
  public mutating func read(_ bytes: [UInt8]) throws(DocumentError) {
    for document in try Node.documents(parsing: bytes) { add(document) }
  }

  /// Adds an object, or those of a list. Other kinds are passed over.
  public mutating func add(_ node: Node, kind typed: String? = nil) {
    if let elements = node.array {
      for element in elements { add(element) }
      return
    }
    let kind = node["kind"]?.string ?? typed ?? ""
    if let items = node["items"]?.array, kind == "List" || kind.hasSuffix("List") {
      // The items of a typed list need not say their kind.
      let itemKind = kind == "List" ? nil : String(kind.dropLast(4))
      if let itemKind, let kind = Kind(rawValue: itemKind) { known.insert(kind) }
      for item in items { add(item, kind: itemKind) }
    } else if let known = Kind(rawValue: kind) {
      keep(
        KubernetesObject(
          content: node, defaultNamespace: known.isNamespaced ? defaultNamespace : ""), known)
    }
  }

  private mutating func keep(_ object: KubernetesObject, _ kind: Kind) {
    let key = "\(object.namespace)/\(object.name)"
    known.insert(kind)
    if let place = places[kind]?[key] {
      objects[kind]?[place] = object
    } else {
      places[kind, default: [:]][key] = objects[kind]?.count ?? 0
      objects[kind, default: []].append(object)
    }
  }

  /// Notes that somebody looked for a resource, as kubectl names it, even if nothing was there.
  public mutating func mark(resource: String) {
    if let kind = Kind.allCases.first(where: { $0.resource == resource }) { known.insert(kind) }
  }

  /// Notes that these objects are all there are.
  public mutating func markAll() { known = Set(Kind.allCases) }

  /// The resources that a role's targets come from and that nobody looked for.
  public func missing(for role: KubernetesRole) -> [String] {
    role.kinds.filter { !known.contains($0) }.map(\.resource)
  }

  func all(_ kind: Kind) -> [KubernetesObject] { objects[kind] ?? [] }

  func object(_ kind: Kind, namespace: String, name: String) -> KubernetesObject? {
    guard let place = places[kind]?["\(namespace)/\(name)"] else { return nil }
    return objects[kind]?[place]
  }
}
