import Glibc
import Relabelling
import Transfer

/// What Go's HTTP client says where libcurl fails: `Get "URL": dial tcp A:P: connect: …`.
struct TransferWords {
  let failure: TransferFailure
  let url: String
  let facts: ServerFacts
  let method: String

  init(
    _ failure: TransferFailure, _ url: String, _ facts: ServerFacts, method: String = "Get"
  ) {
    self.failure = failure
    self.method = method
    self.url = url
    self.facts = facts
  }

  /// The sentence.
  var sentence: String {
    // Once the head has come, Prometheus reads the body itself and Go's client adds nothing.
    facts.hasAnswered && !isHeadTooLarge
      ? inBody : "\(method) \(ByteString(url).goQuoted): \(beforeAnswer)"
  }

  private var isHeadTooLarge: Bool {
    switch failure {
    case .headerTooLarge: true
    case .broken(_, let reason): reason.contains(Self.curlHeaderLimit)
    case .url, .resolve, .proxy, .connect, .tls, .timeout, .tooLarge, .emptyReply, .closedEarly,
      .http, .encoding, .tooManyRedirects, .source, .cancelled, .other:
      false
    }
  }

  /// libcurl has a limit of its own, below Go's.
  private static let curlHeaderLimit = "Too large response headers"

  private var inBody: String {
    switch failure {
    case .timeout: "context deadline exceeded"
    case .closedEarly, .encoding, .emptyReply: "unexpected EOF"
    case .tooLarge: "body size limit exceeded"
    case .broken(let errno, let reason): connectionWords(errno, reason)
    case .cancelled: "context canceled"
    case .url, .resolve, .proxy, .connect, .tls, .headerTooLarge, .http, .tooManyRedirects,
      .source, .other:
      failure.description
    }
  }

  private var beforeAnswer: String {
    switch failure {
    case .url(_, let reason): reason
    case .resolve(let host, _):
      "dial tcp: lookup \(host)" + (facts.resolver.map { " on \($0)" } ?? "") + ": no such host"
    case .proxy(let reason): Self.refusal(reason) ?? "proxyconnect tcp: \(reason)"
    case .connect(let errno, _):
      (facts.isProxied ? "proxyconnect tcp: " : "")
        + "dial tcp \(facts.address): connect: \(Self.words(errno))"
    case .tls(let kind, let reason): tls(kind, reason)
    case .timeout: "context deadline exceeded"
    case .tooLarge: "body size limit exceeded"
    case .headerTooLarge(let limit):
      "net/http: server response headers exceeded \(limit) bytes; aborted"
    case .emptyReply: "EOF"
    case .closedEarly: "unexpected EOF"
    case .broken(_, let reason) where reason.contains(Self.curlHeaderLimit):
      "net/http: server response headers exceeded 10485760 bytes; aborted"
    case .broken(let errno, let reason): connectionWords(errno, reason)
    case .http(let reason):
      "net/http: HTTP/1.x transport connection broken: malformed HTTP"
        + " response (\(reason))"
    case .encoding(let reason): reason
    case .tooManyRedirects(let limit): "stopped after \(limit) redirects"
    case .source(let reason), .other(_, let reason): reason
    case .cancelled: "context canceled"
    }
  }

  /// What a proxy's status to CONNECT is called: Go says no more of it.
  private static func refusal(_ reason: String) -> String? {
    guard let mark = reason.firstRange(of: "CONNECT tunnel failed, response ") else { return nil }
    return Int(reason[mark.upperBound...].prefix { $0.isNumber }).map(StatusReason.words)
  }

  private func connectionWords(_ errno: Int32, _ reason: String) -> String {
    if reason.contains("unexpected eof") { return "unexpected EOF" }
    guard errno != 0 else { return reason.contains("reset") ? reset("read", ECONNRESET) : "EOF" }
    return reset(errno == EPIPE ? "write" : "read", errno)
  }

  func reset(_ call: String, _ errno: Int32) -> String {
    let way = facts.local.map { "\($0)->\(facts.address)" } ?? facts.address
    return "\(call) tcp \(way): \(call): \(Self.words(errno))"
  }

  /// The kernel's words as Go prints them (`strerror(3)` in lower case).
  static func words(_ errno: Int32) -> String {
    switch errno {
    case ECONNREFUSED: "connection refused"
    case EHOSTUNREACH: "no route to host"
    case ENETUNREACH: "network is unreachable"
    case ETIMEDOUT: "connection timed out"
    case ECONNRESET: "connection reset by peer"
    case EACCES: "permission denied"
    case EPERM: "operation not permitted"
    case EINVAL: "invalid argument"
    case ENOPROTOOPT: "protocol not available"
    case EADDRNOTAVAIL: "cannot assign requested address"
    case EPIPE: "broken pipe"
    case ECONNABORTED: "software caused connection abort"
    case _: "errno \(errno)"
    }
  }
}
