import Transfer

/// One request to an API server.
struct APIRequest {
  /// `/api/v1/pods?limit=500`.
  var path: String
  /// What is sent: then it is a `POST`.
  var body: [UInt8]?
  /// What it does to what, as RBAC sees it.
  var access: (verb: String, resource: String, group: String, namespace: String?)?
  /// Other timeouts than the API's.
  var timeouts: TransferTimeouts?
  /// Takes the answer as it comes.
  var receiver: BodyReceiver?
  /// Asked about once a second: whether to call it off.
  var until: (() -> Bool)?

  init(path: String, body: [UInt8]? = nil) {
    self.path = path
    self.body = body
  }

  /// Reviews change nothing either: everything this module sends can be sent twice.
  var isRepeatable: Bool { true }

  func refusal(_ message: String) -> APIRefusal {
    guard let access else {
      return APIRefusal(verb: "get", resource: path, group: "", message: message)
    }
    return APIRefusal(
      verb: access.verb, resource: access.resource, group: access.group,
      namespace: access.namespace, message: message)
  }
}

extension TransferFailure {
  /// The same without the secrets that a text of others may hold.
  func redacted(_ redaction: Redaction) -> TransferFailure {
    switch self {
    case .url(let url, let reason): .url(redaction(url), reason: redaction(reason))
    case .resolve(let host, let reason): .resolve(host: host, reason: redaction(reason))
    case .proxy(let reason): .proxy(reason: redaction(reason))
    case .tls(let kind, let reason): .tls(kind, reason: redaction(reason))
    case .closedEarly(let reason): .closedEarly(reason: redaction(reason))
    case .broken(let errno, let reason): .broken(errno: errno, reason: redaction(reason))
    case .http(let reason): .http(reason: redaction(reason))
    case .encoding(let reason): .encoding(reason: redaction(reason))
    case .source(let reason): .source(reason: redaction(reason))
    case .other(let code, let reason): .other(code: code, reason: redaction(reason))
    case .connect, .timeout, .tooLarge, .headerTooLarge, .emptyReply, .tooManyRedirects, .cancelled:
      self
    }
  }
}
