/// A discovery that finds nothing because of a mistake, or because nobody can answer it.
public enum DiscoveryError: Error, Sendable, Hashable {
  /// A kind of discovery that is not evaluated, by its name without `_sd_configs`.
  case notEvaluated(String)
  /// Nothing tells of the objects of a cluster.
  case noObjects(role: String)
  /// Lists of a role that are not among what was recorded.
  case missing([String], role: String)
  /// `own_namespace`, and nothing tells which it is.
  case noOwnNamespace
  /// Fields of a selector that an API server refuses.
  case refusedFields([String], KubernetesRole)
  /// A selector that cannot be read.
  case selector(KubernetesRole)
  /// A file that cannot be read.
  case unreadable(path: String)
  /// A file or a body that lists no targets.
  case list(source: String, reason: String)
  /// A server that does not answer as it should.
  case server(source: String, reason: String)
}
