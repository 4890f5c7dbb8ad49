import Foundation
import Transfer

extension ClusterConnection {
  /// Where a pod finds its service account.
  public static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// The connection of a pod, nil outside of one: `KUBERNETES_SERVICE_HOST` and its token.
  public static func inCluster(
    environment: [String: String], folder: String = serviceAccountFolder
  ) throws(ClusterAccessError) -> ClusterConnection? {
    guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
      let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty
    else { return nil }
    let token = "\(folder)/token"
    _ = try ClusterFile.text(token, for: "the service account's token")
    var connection = ClusterConnection(
      server: "https://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)",
      identity: .tokenFile(token, last: nil))
    connection.proxy = .environment
    let authority = "\(folder)/ca.crt"
    if FileManager.default.fileExists(atPath: authority) {
      connection.tls.authorities = .file(authority)
    }
    if let namespace = try? ClusterFile.text("\(folder)/namespace", for: "the namespace") {
      connection.namespace = namespace
    }
    return connection
  }
}
