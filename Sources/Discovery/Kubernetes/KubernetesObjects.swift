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
  }

  private var objects: [Kind: [KubernetesObject]] = [:]
  private var places: [Kind: [String: Int]] = [:]

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
      for item in items { add(item, kind: itemKind) }
    } else if let known = Kind(rawValue: kind) {
      keep(KubernetesObject(content: node), known)
    }
  }

  private mutating func keep(_ object: KubernetesObject, _ kind: Kind) {
    let key = "\(object.namespace)/\(object.name)"
    if let place = places[kind]?[key] {
      objects[kind]?[place] = object
    } else {
      places[kind, default: [:]][key] = objects[kind]?.count ?? 0
      objects[kind, default: []].append(object)
    }
  }

  func all(_ kind: Kind) -> [KubernetesObject] { objects[kind] ?? [] }

  func object(_ kind: Kind, namespace: String, name: String) -> KubernetesObject? {
    guard let place = places[kind]?["\(namespace)/\(name)"] else { return nil }
    return objects[kind]?[place]
  }
}
