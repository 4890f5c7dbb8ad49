/// What tells one namespaced object of a kind from all others.
public struct ObjectName: Sendable, Hashable {
  /// The namespace; empty for a cluster-scoped object.
  public var namespace: String
  /// The name.
  public var name: String

  /// The object `name` of `namespace`.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// Reads `NAMESPACE/NAME`; nil for anything else.
  public init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(namespace: String(parts[0]), name: String(parts[1]))
  }
}

extension ObjectName: Comparable {
  /// Orders by namespace, then by name.
  public static func < (left: ObjectName, right: ObjectName) -> Bool {
    left.namespace == right.namespace
      ? left.name < right.name : left.namespace < right.namespace
  }
}

extension ObjectName: CustomStringConvertible {
  /// `argocd/argocd-server`; the name alone where there is no namespace.
  public var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
