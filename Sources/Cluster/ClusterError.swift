/// What can be wrong with a Kubernetes object. Sentences are in `ClusterError+Description.swift`.
public enum ClusterError: Error, Sendable, Hashable {
  /// A text that is neither JSON nor YAML.
  case unreadable(line: Int, column: Int, reason: String)
  /// A field that is not what the API says: document from 1, line from 1, path from the object's
  /// root.
  case malformed(document: Int, line: Int, path: String, reason: String)
}
