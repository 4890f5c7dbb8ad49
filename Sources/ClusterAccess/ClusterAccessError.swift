public import Transfer

/// Why the API server could not be asked. Sentences are in `ClusterAccessError+Description.swift`.
public enum ClusterAccessError: Error, Sendable {
  /// There is no kubeconfig, and this is no pod: the paths that were looked at.
  case noKubeconfig(looked: [String])
  /// The kubeconfig that was named is not there.
  case noSuchKubeconfig(String)
  /// A kubeconfig that cannot be used: where, which field, and the end of a sentence about it.
  case kubeconfig(KubeconfigPlace, field: String, reason: String)
  /// A context, cluster or user that is named, but nowhere defined.
  case noSuchEntry(String, String, of: [String], known: [String])
  /// No context is chosen.
  case noContext(files: [String], known: [String])
  /// A file that is needed cannot be read.
  case file(String, what: String, reason: String)
  /// A credential plugin did not deliver.
  case plugin(ExecPlugin, reason: String)
  /// The request could not even be put together.
  case request(TransferError)
  /// The API server could not be talked to.
  case connection(server: String, TransferFailure, certificate: CertificateFacts?)
  /// 401: with what it was asked.
  case unauthorized(server: String, with: String, message: String)
  /// 403: all that was refused.
  case refused([APIRefusal])
  /// Another answer than was asked for.
  case status(server: String, path: String, code: Int, message: String)
  /// What answered is no API server.
  case notAnAPIServer(server: String, path: String, reason: String)
  /// The list was asked for again and again, and each time it went stale before its last page.
  case listExpired(resource: String, attempts: Int)
  /// It was called off.
  case cancelled
}
