import ClusterAccess
import PrometheusConfiguration
import Transfer

/// Asks API servers whether a configuration's accounts may do what its jobs need.
struct ScrapeRights {
  private let configuration: Configuration

  init(_ configuration: Configuration) { self.configuration = configuration }

  /// The rights that are missing, and what could not be asked.
  func ask() -> (findings: [Finding], notes: [String]) {
    var findings: [Finding] = []
    var notes: [String] = []
    for access in configuration.neededAccess {
      do throws(ClusterAccessError) {
        let api = try KubernetesAPI(Self.connection(access))
        api.attempts = 1
        for (right, job) in access.rights where !(try api.mayI(right.attributes)) {
          findings.append(.missing(right, of: job, at: access.server))
        }
        notes.append("\(access.rights.count) rights were asked of \(access.server.redacted)")
      } catch {
        notes.append("the rights at \(access.server.redacted) could not be asked: \(error)")
      }
    }
    return (findings, notes)
  }

  private static func connection(_ access: NeededAccess) -> ClusterConnection {
    var connection = ClusterConnection(server: access.server.text, identity: identity(access.http))
    connection.tls.verifies = !access.http.tls.insecureSkipVerify
    if !access.http.tls.caFile.isEmpty {
      connection.tls.authorities = .file(access.http.tls.caFile)
    } else if !access.http.tls.ca.isEmpty {
      connection.tls.authorities = .data(Array(access.http.tls.ca.utf8))
    }
    if !access.http.tls.serverName.isEmpty {
      connection.tls.serverName = access.http.tls.serverName
    }
    return connection
  }

  private static func identity(_ http: HTTPClientSettings) -> ClusterIdentity {
    if let authorization = http.authorization {
      return authorization.credentialsFile.isEmpty
        ? .token(Secret(authorization.credentials.revealed))
        : .tokenFile(authorization.credentialsFile, last: nil)
    }
    guard let basic = http.basicAuth else { return .none }
    return .basic(user: basic.username, password: Secret(basic.password.revealed))
  }
}

extension NeededRight {
  /// The attributes of a SelfSubjectAccessReview.
  var attributes: [String: String] {
    switch self {
    case .path(let verb, let path): return ["verb": verb, "path": path]
    case .object(let verb, let group, let resource, let subresource, let namespace):
      var attributes = ["verb": verb, "group": group, "resource": resource]
      if !subresource.isEmpty { attributes["subresource"] = subresource }
      if let namespace { attributes["namespace"] = namespace }
      return attributes
    }
  }
}
