import Glibc

extension TransferFailure: CustomStringConvertible {
  /// What ended it, as the end of a sentence.
  public var description: String {
    switch self {
    case .url(let url, let reason): "'\(url)' is not a URL that can be asked: \(reason)"
    case .resolve(let host, let reason):
      "the name \(host) does not resolve" + (reason.isEmpty ? "" : " (\(reason))")
    case .proxy(let reason): "the proxy does not connect: \(reason)"
    case .connect(let errno, let to): "connect to \(to): \(Self.words(errno))"
    case .tls(let kind, let reason): "\(kind): \(reason)"
    case .timeout(let phase, let after): "nothing \(phase) after \(Self.seconds(after))"
    case .tooLarge(let limit): "the body is larger than \(limit) bytes"
    case .headerTooLarge(let limit): "the header is larger than \(limit) bytes"
    case .emptyReply: "the server closed the connection without an answer"
    case .closedEarly(let reason): "the connection ended in the middle of the answer (\(reason))"
    case .broken(let errno, let reason):
      "the connection broke: " + (errno == 0 ? reason : Self.words(errno))
    case .http(let reason): "what answered does not speak HTTP: \(reason)"
    case .encoding(let reason): "the body cannot be unpacked: \(reason)"
    case .tooManyRedirects(let limit): "more than \(limit) redirects"
    case .source(let reason): "the source cannot be used: \(reason)"
    case .cancelled: "it was called off"
    case .other(let code, let reason): "\(reason) (libcurl \(code))"
    }
  }

  private static func seconds(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }

  private static func words(_ errno: Int32) -> String {
    switch errno {
    case 0: "failed"
    case ECONNREFUSED: "connection refused"
    case EHOSTUNREACH: "no route to host"
    case ENETUNREACH: "network is unreachable"
    case ETIMEDOUT: "connection timed out"
    case ECONNRESET: "connection reset by peer"
    case EACCES, EPERM: "not permitted (errno \(errno)): a local firewall rule or security policy"
    case EADDRNOTAVAIL: "the source address is not of this host"
    case _: "errno \(errno)"
    }
  }
}

extension TLSFailure: CustomStringConvertible {
  /// In words.
  public var description: String {
    switch self {
    case .unknownAuthority: "no trusted authority signed the server's certificate"
    case .wrongName: "the server's certificate is for other names"
    case .expired: "the server's certificate has expired"
    case .notYetValid: "the server's certificate is not yet valid"
    case .refusedCertificate: "the server's certificate is refused"
    case .ownIdentity: "the client certificate or its key cannot be used"
    case .clientCertificate: "the server does not take the client certificate, or wants one"
    case .authorities: "the certificates of the authorities cannot be used"
    case .handshake: "TLS was not agreed on"
    }
  }
}

extension TransferPhase: CustomStringConvertible {
  /// What had not happened.
  public var description: String {
    switch self {
    case .nameLookup: "from the resolver"
    case .connect: "answered the connection"
    case .tls: "came of the TLS handshake"
    case .firstByte: "was answered to the request"
    case .body: "more of the body came"
    }
  }
}
