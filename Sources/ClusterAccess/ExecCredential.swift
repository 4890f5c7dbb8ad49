import Documents

/// What a plugin handed out: `ExecCredential.status`.
struct ExecCredential: Sendable {
  var token: Secret?
  var certificate: [UInt8]?
  var key: [UInt8]?
  /// In seconds since 1970; nil for as long as the process lives.
  var expires: Int?

  /// Reads what the plugin printed.
  init(parsing bytes: [UInt8], apiVersion: String) throws(ExecCredentialError) {
    let node: Node
    do throws(DocumentError) {
      node = try Node(parsingJSON: bytes)
    } catch {
      throw ExecCredentialError(reason: "what it printed is not JSON: \(error)")
    }
    guard node["kind"]?.string == "ExecCredential" else {
      throw ExecCredentialError(reason: "it printed no ExecCredential")
    }
    guard node["apiVersion"]?.string == apiVersion else {
      throw ExecCredentialError(
        reason: "it speaks \(node["apiVersion"]?.string ?? "no apiVersion"), and the kubeconfig"
          + " says \(apiVersion)")
    }
    guard let found = node["status"], found.object != nil else {
      throw ExecCredentialError(reason: "what it printed has no status")
    }
    let status = FieldReader(found)
    do throws(FieldError) {
      try self.init(reading: status)
    } catch {
      throw ExecCredentialError(reason: "status.\(error.path) of what it printed \(error.reason)")
    }
  }

  private init(reading status: FieldReader) throws(FieldError) {
    token = try status.string("token").flatMap { $0.isEmpty ? nil : Secret($0) }
    certificate = try status.string("clientCertificateData").map { Array($0.utf8) }
    key = try status.string("clientKeyData").map { Array($0.utf8) }
    if let text = try status.string("expirationTimestamp") {
      guard let seconds = Timestamp.seconds(text) else {
        throw status.invalid("expirationTimestamp", "is no time such as 2026-11-21T16:00:00Z")
      }
      expires = seconds
    }
    if (certificate == nil) != (key == nil) {
      throw status.invalid("clientCertificateData", "needs clientKeyData, and the other way round")
    }
    if token == nil, certificate == nil {
      throw status.invalid("token", "is missing, and there is no clientCertificateData either")
    }
  }
}

/// Why a plugin's answer cannot be used.
struct ExecCredentialError: Error { var reason: String }
