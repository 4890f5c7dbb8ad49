import ClusterAccess
import Documents

/// What an API server says when it refuses a scrape, and the rule that would let it through.
struct RefusedScrape {
  /// The server's own sentence.
  let message: String
  /// The objects that grant what is missing; nil where none can be told.
  let grant: String?

  /// Nil where the body is not a Kubernetes `Status`.
  init?(status: Int, body: String) {
    guard let node = try? Node(parsingJSON: Array(body.utf8)), node["kind"]?.string == "Status",
      let message = node["message"]?.string
    else { return nil }
    self.message = message
    grant = status == 403 ? Self.grant(message) : nil
  }

  /// For people.
  var lines: [String] {
    var lines = ["the API server says: \(message)"]
    if let grant {
      lines.append("this lets it through:")
      lines += grant.split(separator: "\n").map { "  \($0)" }
    }
    return lines
  }

  /// `… cannot get resource "nodes/proxy" in API group "" at the cluster scope`, or
  /// `… cannot get path "/metrics"`.
  private static func grant(_ message: String) -> String? {
    guard let verb = between(message, " cannot ", " ") else { return nil }
    let user = between(message, "User \"", "\"")
    if let path = between(message, " path \"", "\"") { return pathGrant(path, verb, user) }
    guard let resource = between(message, " resource \"", "\"") else { return nil }
    let refusal = APIRefusal(
      verb: verb, resource: resource, group: between(message, "API group \"", "\"") ?? "",
      namespace: between(message, "in the namespace \"", "\""), user: user, message: message)
    let manifest = AccessGrant(for: [refusal]).manifest
    return manifest.isEmpty ? nil : manifest
  }

  private static func pathGrant(_ path: String, _ verb: String, _ user: String?) -> String? {
    guard let user, user != "system:anonymous" else { return nil }
    let parts = user.split(separator: ":", omittingEmptySubsequences: false)
    let isAccount = parts.count == 4 && parts[0] == "system" && parts[1] == "serviceaccount"
    let subject =
      isAccount
      ? "- kind: ServiceAccount\n  name: \(parts[3])\n  namespace: \(parts[2])"
      : "- kind: User\n  name: \"\(user)\"\n  apiGroup: rbac.authorization.k8s.io"
    return """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: scrape-metrics-path
      rules:
      - nonResourceURLs: ["\(path)"]
        verbs: ["\(verb)"]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata:
        name: scrape-metrics-path
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: ClusterRole
        name: scrape-metrics-path
      subjects:
      \(subject)
      """
  }

  private static func between(_ text: String, _ start: String, _ end: String) -> String? {
    guard let from = text.firstRange(of: start) else { return nil }
    let rest = text[from.upperBound...]
    guard let until = rest.firstRange(of: end) else { return nil }
    return String(rest[..<until.lowerBound])
  }
}
