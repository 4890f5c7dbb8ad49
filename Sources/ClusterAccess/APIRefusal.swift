import Documents

/// A request that the API server understood and refused: 403.
public struct APIRefusal: Sendable, Hashable {
  /// `list`.
  public var verb: String
  /// `pods`, or `pods/status`.
  public var resource: String
  /// `apps`; empty for the core group.
  public var group: String
  /// The namespace it was asked for; nil for the whole cluster.
  public var namespace: String?
  /// Whom the server took us for; nil where it does not say.
  public var user: String?
  /// The server's own sentence.
  public var message: String

  /// A refusal.
  public init(
    verb: String, resource: String, group: String, namespace: String? = nil, user: String? = nil,
    message: String
  ) {
    self.verb = verb
    self.resource = resource
    self.group = group
    self.namespace = namespace
    self.user = user ?? Self.user(in: message)
    self.message = message
  }

  /// The user that RBAC's sentence names: `User "jane" cannot list resource "pods" …`, quoted as
  /// Go's `%q`.
  static func user(in message: String) -> String? {
    guard let start = message.firstRange(of: "User \"") else { return nil }
    var name = ""
    var isEscaped = false
    for character in message[start.upperBound...] {
      if isEscaped {
        name.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        return name
      } else {
        name.append(character)
      }
    }
    return nil
  }

  /// Whether the server took us for nobody, to whom no rights should be given.
  public var isAnonymous: Bool { user == "system:anonymous" }

  /// `list pods in API group apps, in the whole cluster`.
  var rule: String {
    let where_ = namespace.map { "in namespace \($0)" } ?? "in all namespaces"
    let whose = group.isEmpty ? "the core API group (\"\")" : "API group \(group)"
    return "verb \(verb) on resource \(resource) of \(whose), \(where_)"
  }
}

/// The roles and bindings that would have let refused requests through: nothing more.
public struct AccessGrant: Sendable {
  private let refusals: [APIRefusal]

  /// What mends `refusals`. Nobody is granted anything as `system:anonymous`.
  public init(for refusals: [APIRefusal]) { self.refusals = refusals.filter { !$0.isAnonymous } }

  /// The objects as `kubectl apply -f -` takes them; empty where nothing can be granted.
  public var manifest: String {
    let byNamespace = Dictionary(grouping: refusals) { $0.namespace }
    let namespaces = byNamespace.keys.sorted { ($0 ?? "") < ($1 ?? "") }
    return namespaces.flatMap { objects(byNamespace[$0] ?? [], in: $0) }.map(\.yaml)
      .joined(separator: "---\n")
  }

  private func objects(_ refusals: [APIRefusal], in namespace: String?) -> [Node] {
    let rules = Self.rules(refusals)
    // The name follows from the rules: a later grant of others does not overwrite this one.
    let name = "diagnose-read-\(Self.hash(rules.map(\.json).joined()))"
    let role = Self.object(
      namespace == nil ? "ClusterRole" : "Role", name, namespace,
      [Node.Member("rules", Node(.array(rules)))])
    let users = Set(refusals.compactMap(\.user)).sorted()
    return [role]
      + (users.isEmpty ? ["USER"] : users).map { user in
        Self.object(
          namespace == nil ? "ClusterRoleBinding" : "RoleBinding",
          "\(name)-\(Self.hash(user))", namespace,
          [
            Node.Member(
              "roleRef",
              [
                "apiGroup": "rbac.authorization.k8s.io",
                "kind": namespace == nil ? "ClusterRole" : "Role", "name": Node(.string(name)),
              ]),
            Node.Member("subjects", [Self.subject(user)]),
          ])
      }
  }

  private static func rules(_ refusals: [APIRefusal]) -> [Node] {
    struct Key: Hashable {
      var group: String
      var verbs: [String]
    }
    var verbs: [[String]: Set<String>] = [:]
    for refusal in refusals {
      verbs[[refusal.group, refusal.resource], default: []].insert(refusal.verb)
    }
    var resources: [Key: [String]] = [:]
    for (what, verbs) in verbs {
      resources[Key(group: what[0], verbs: verbs.sorted()), default: []].append(what[1])
    }
    let keys = resources.keys.sorted {
      ($0.group, $0.verbs.joined()) < ($1.group, $1.verbs.joined())
    }
    return keys.map { key in
      [
        "apiGroups": [Node(.string(key.group))],
        "resources": Node(.array((resources[key] ?? []).sorted().map { Node(.string($0)) })),
        "verbs": Node(.array(key.verbs.map { Node(.string($0)) })),
      ]
    }
  }

  private static func object(
    _ kind: String, _ name: String, _ namespace: String?, _ rest: [Node.Member]
  ) -> Node {
    var metadata: [Node.Member] = [.init("name", Node(.string(name)))]
    if let namespace { metadata.append(.init("namespace", Node(.string(namespace)))) }
    return Node(
      .object(
        [
          .init("apiVersion", "rbac.authorization.k8s.io/v1"), .init("kind", Node(.string(kind))),
          .init("metadata", Node(.object(metadata))),
        ] + rest))
  }

  private static func subject(_ user: String) -> Node {
    let parts = user.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" {
      return [
        "kind": "ServiceAccount", "name": Node(.string(parts[3])),
        "namespace": Node(.string(parts[2])),
      ]
    }
    return [
      "apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": Node(.string(user)),
    ]
  }

  /// FNV-1a in eight hexadecimal digits.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
