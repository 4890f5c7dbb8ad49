/// What ended a transfer before its answer was whole. Sentences are in
/// `TransferFailure+Description.swift`.
public enum TransferFailure: Error, Sendable, Hashable {
  /// The URL cannot be asked.
  case url(String, reason: String)
  /// A name did not resolve.
  case resolve(host: String, reason: String)
  /// The proxy's name did not resolve, or it refused to connect.
  case proxy(reason: String)
  /// No connection: the kernel's errno (0 where libcurl knows none) and where to.
  case connect(errno: Int32, to: String)
  /// TLS did not come about.
  case tls(TLSFailure, reason: String)
  /// Time was over.
  case timeout(TransferPhase, after: Double)
  /// The body is larger than allowed.
  case tooLarge(limit: Int)
  /// The header is larger than allowed.
  case headerTooLarge(limit: Int)
  /// The connection ended before any answer.
  case emptyReply
  /// The connection ended in the middle of an answer.
  case closedEarly(reason: String)
  /// Sending or receiving failed; the kernel's errno, 0 where libcurl knows none.
  case broken(errno: Int32, reason: String)
  /// What came is not HTTP.
  case http(reason: String)
  /// The body cannot be unpacked.
  case encoding(reason: String)
  /// More redirects than allowed.
  case tooManyRedirects(limit: Int)
  /// The source address or interface cannot be used.
  case source(reason: String)
  /// Somebody called it off.
  case cancelled
  /// Anything else that libcurl says.
  case other(code: Int, reason: String)
}

/// Why TLS did not come about.
public enum TLSFailure: Sendable, Hashable {
  /// No authority that is trusted signed it.
  case unknownAuthority
  /// The certificate is for other names.
  case wrongName
  /// It is no longer valid.
  case expired
  /// It is not yet valid.
  case notYetValid
  /// The certificate was refused for another reason.
  case refusedCertificate
  /// Our own certificate or key cannot be used.
  case ownIdentity
  /// The server wants a certificate of us, or does not take ours.
  case clientCertificate
  /// The file or data of authorities cannot be used.
  case authorities
  /// The two sides did not agree, or what answered does not speak TLS.
  case handshake
}

/// A part of a transfer.
public enum TransferPhase: Sendable, Hashable {
  case nameLookup
  case connect
  case tls
  case firstByte
  case body
}
