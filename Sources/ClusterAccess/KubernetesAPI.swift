public import Documents
import Foundation
import Glibc
public import Transfer

/// An API server, asked by one thread: authenticates, repeats what can be repeated, names failures.
public final class KubernetesAPI {
  /// Where and as whom.
  public let connection: ClusterConnection
  /// How long a request may take, watches apart.
  public var timeouts: TransferTimeouts
  /// How often a request that failed on the way is sent again, and how long to wait between.
  public var backoff: Backoff
  /// How often.
  public var attempts = 4
  private let transferrer: Transferrer
  private var handedOut: ExecCredential?
  private var lastToken: Secret?
  /// How long the server asked to be left alone: `Retry-After` of its last answer.
  private(set) var askedPause: Duration?
  /// Longer than this nobody waits for a server that is busy.
  static let longestPause = Duration.seconds(30)

  /// An API server behind `connection`.
  public init(
    _ connection: ClusterConnection, timeouts: TransferTimeouts = TransferTimeouts()
  ) throws(ClusterAccessError) {
    self.connection = connection
    self.timeouts = timeouts
    backoff = Backoff(first: .milliseconds(200), longest: .seconds(5))
    do throws(TransferError) {
      transferrer = try Transferrer()
    } catch {
      throw .request(error)
    }
  }

  /// Asks for a document: `GET`.
  public func get(_ path: String) throws(ClusterAccessError) -> Node {
    try node(send(APIRequest(path: path)), path)
  }

  /// Sends a document: `POST`.
  public func post(_ path: String, _ body: Node) throws(ClusterAccessError) -> Node {
    try node(send(APIRequest(path: path, body: Array(body.json.utf8))), path)
  }

  func node(_ response: HTTPResponse, _ path: String) throws(ClusterAccessError) -> Node {
    do throws(DocumentError) {
      return try Node(parsingJSON: response.body)
    } catch {
      throw .notAnAPIServer(
        server: connection.server, path: path, reason: "its answer is not JSON: \(error)")
    }
  }

  /// Sends a request until it is answered, or cannot be.
  func send(_ request: APIRequest) throws(ClusterAccessError) -> HTTPResponse {
    var wait = backoff
    for attempt in 1... {
      let isLast = attempt >= attempts || request.receiver != nil
      do throws(ClusterAccessError) {
        return try sendOnce(request)
      } catch {
        guard !isLast, request.isRepeatable, let pause = error.pause(wait.next()) else {
          throw error
        }
        usleep(UInt32(max(pause, askedPause ?? .zero).milliseconds * 1000))
      }
    }
    throw .cancelled
  }

  /// Sends a request; where the credentials were not taken, once more with fresh ones.
  private func sendOnce(_ request: APIRequest) throws(ClusterAccessError) -> HTTPResponse {
    var response = try transfer(request)
    if response.status == 401, try refresh() { response = try transfer(request) }
    guard (200..<300).contains(response.status) else { throw error(response, request) }
    return response
  }

  private func transfer(_ request: APIRequest) throws(ClusterAccessError) -> HTTPResponse {
    let prepared = try prepare(request)
    askedPause = nil
    let result: TransferResult
    do throws(TransferError) {
      result = try transferrer.perform(prepared, receiving: request.receiver, until: request.until)
    } catch {
      throw .request(error)
    }
    if case .cancelled = result.failure { throw .cancelled }
    if let failure = result.failure {
      throw .connection(
        server: connection.server, failure.redacted(redaction),
        certificate: result.certificates.first)
    }
    guard let response = result.response else {
      throw .connection(server: connection.server, .emptyReply, certificate: nil)
    }
    askedPause = response.retryAfter.map { min($0, Self.longestPause) }
    return response
  }

  private func prepare(_ request: APIRequest) throws(ClusterAccessError) -> TransferRequest {
    var transfer = TransferRequest(url: connection.server + request.path)
    transfer.tls = connection.tls
    transfer.proxy = connection.proxy
    transfer.timeouts = request.timeouts ?? timeouts
    transfer.limits = TransferLimits(body: 1 << 30)
    transfer.headers = [
      HTTPField("Accept", "application/json"), HTTPField("User-Agent", "diagnose"),
    ]
    if let body = request.body {
      (transfer.method, transfer.body) = ("POST", body)
      transfer.headers.append(HTTPField("Content-Type", "application/json"))
    }
    if let acting = connection.impersonation {
      transfer.secretHeaders.append(HTTPField("Impersonate-User", acting.user))
      if let uid = acting.uid { transfer.secretHeaders.append(HTTPField("Impersonate-Uid", uid)) }
      transfer.secretHeaders += acting.groups.map { HTTPField("Impersonate-Group", $0) }
    }
    try authenticate(&transfer)
    return transfer
  }
}

extension KubernetesAPI {
  private func authenticate(_ transfer: inout TransferRequest) throws(ClusterAccessError) {
    switch connection.identity {
    case .none: break
    case .token(let token): transfer.credentials = .bearer(token.text)
    case .tokenFile: transfer.credentials = .bearer(try fileToken().text)
    case .basic(let user, let password):
      transfer.credentials = .basic(user: user, password: password.text)
    case .exec(let plugin):
      let credential = try handOut(plugin)
      if let token = credential.token { transfer.credentials = .bearer(token.text) }
      if let certificate = credential.certificate, let key = credential.key {
        transfer.tls.identity = TLSIdentity(certificate: .data(certificate), key: .data(key))
      }
    }
  }

  /// The token of the file as it is now; while it cannot be read, the last one.
  private func fileToken() throws(ClusterAccessError) -> Secret {
    guard case .tokenFile(let path, let last) = connection.identity else { return Secret("") }
    do throws(ClusterAccessError) {
      let text = try ClusterFile.text(path, for: "the token")
      guard !text.isEmpty else { throw .file(path, what: "the token", reason: "it is empty") }
      lastToken = Secret(text)
      return Secret(text)
    } catch {
      if let token = lastToken ?? last { return token }
      throw error
    }
  }

  /// What the plugin handed out, run again once that has expired.
  private func handOut(_ plugin: ExecPlugin) throws(ClusterAccessError) -> ExecCredential {
    if let known = handedOut, known.expires.map({ $0 > time(nil) }) ?? true { return known }
    let credential = try plugin.run(for: connection)
    handedOut = credential
    return credential
  }

  /// Whether there may be other credentials than those that were just refused.
  private func refresh() throws(ClusterAccessError) -> Bool {
    switch connection.identity {
    case .none, .token, .basic: return false
    case .tokenFile:
      let before = lastToken
      return try fileToken() != before
    case .exec:
      handedOut = nil
      return true
    }
  }

  /// Takes the secrets of this connection out of a text.
  var redaction: Redaction {
    var redaction = Redaction()
    if case .url(let url) = connection.proxy, let end = url.lastIndex(of: "@") {
      redaction.hide(String(url[..<end].split(separator: "/").last ?? ""))
    }
    switch connection.identity {
    case .none: break
    case .token(let token): redaction.hide(token.text)
    case .tokenFile(_, let last):
      for token in [lastToken, last] { redaction.hide(token?.text ?? "") }
    case .basic(_, let password): redaction.hide(password.text)
    case .exec(let plugin):
      for variable in plugin.environment { redaction.hide(variable.value.text) }
      redaction.hide(handedOut?.token?.text ?? "")
    }
    return redaction
  }

  private func error(_ response: HTTPResponse, _ request: APIRequest) -> ClusterAccessError {
    let status = try? Node(parsingJSON: response.body)
    let isStatus = status?["kind"]?.string == "Status"
    let message = redaction(isStatus ? status?["message"]?.string ?? "" : "")
    switch response.status {
    case 401:
      return .unauthorized(
        server: connection.server, with: connection.identityName, message: message)
    case 403 where isStatus:
      return .refused([request.refusal(message)])
    case 403 where !isStatus, 404 where !isStatus, 300..<400:
      return .notAnAPIServer(
        server: connection.server, path: request.path,
        reason: "it answers \(response.status) without a Status of Kubernetes")
    case let code:
      return .status(
        server: connection.server, path: request.path, code: code, message: message)
    }
  }
}

extension ClusterConnection {
  /// With what requests are sent, in words without secrets.
  public var identityName: String {
    switch identity {
    case .none:
      tls.identity.map { "the client certificate \($0.certificate)" } ?? "no credentials at all"
    case .token: "the token of the kubeconfig"
    case .tokenFile(let path, _): "the token in \(path)"
    case .basic(let user, _): "the password of \(user)"
    case .exec(let plugin): "what \(plugin.command) handed out"
    }
  }
}
