/// What can be wrong with a Kubernetes object.
public enum ClusterError: Error, Sendable, Hashable {
  /// A field that is not what the API says: document from 1, line from 1, path from the object's root.
  case malformed(document: Int, line: Int, path: String, reason: String)
}
