public import Addressing
public import Observations
public import Transfer

/// One HTTP or HTTPS request, for what it tells of the server; it follows no redirect.
///
/// It blocks: run it on a thread of its own, not inside a task.
public struct ApplicationProbe: Sendable {
  /// The URL.
  public var url: String
  /// The address the URL's host stands for; nil to ask the resolver.
  public var endpoint: Endpoint?
  /// The source address.
  public var source: IPAddress?
  /// The name in the certificate and in SNI, where it is not the URL's host.
  public var serverName: String?
  /// A file of authorities in PEM; nil for the system's.
  public var authorities: String?
  /// How long all of it may take.
  public var timeout: Duration

  /// A request of `url`.
  public init(url: String, timeout: Duration = .seconds(10)) {
    self.url = url
    self.timeout = timeout
  }

  private var isEncrypted: Bool { url.hasPrefix("https://") }

  /// Asks.
  public func run() throws(TransferError) -> ApplicationFacts {
    let transferrer = try Transferrer()
    let result = try transferrer.perform(request)
    var facts = ApplicationFacts(
      url: url,
      phases: .init(
        connect: result.phases.connect, tls: result.phases.tls,
        firstByte: result.phases.firstByte, total: result.phases.total))
    facts.status = result.response?.status
    facts.httpVersion = result.response?.version
    facts.contentType = result.response?["Content-Type"]
    facts.location = result.response?["Location"]
    facts.failure = result.failure.map { "\($0)" }
    facts.certificates = result.certificates.map {
      .init(
        subject: $0.subject, issuer: $0.issuer, names: $0.alternativeNames,
        notBefore: $0.notBefore, notAfter: $0.notAfter)
    }
    facts.causes = ApplicationCauses(result, isEncrypted: isEncrypted).causes
    guard isEncrypted, result.phases.connect != nil || !result.certificates.isEmpty else {
      return facts
    }
    for (version, name) in [(TLSVersion.tls12, "TLS 1.2"), (.tls13, "TLS 1.3")] {
      facts.versions.append(.init(name: name, isSpoken: try speaks(version)))
    }
    return facts
  }

  private var request: TransferRequest {
    var request = TransferRequest(url: url)
    request.connectTo = endpoint.map(ConnectionTarget.endpoint)
    request.source = source.map(TransferSource.address)
    request.tls.serverName = serverName
    request.tls.authorities = authorities.map(TLSAuthorities.file) ?? .system
    request.timeouts = TransferTimeouts(connect: timeout, total: timeout)
    request.limits = TransferLimits(body: 1 << 20)
    request.tellsCertificates = isEncrypted
    request.reusesConnections = false
    return request
  }

  /// Whether a handshake of exactly this version comes about, whoever the server is.
  private func speaks(_ version: TLSVersion) throws(TransferError) -> Bool {
    var request = request
    request.method = "HEAD"
    request.tellsCertificates = false
    request.tls.verifies = false
    request.tls.minimumVersion = version
    request.tls.maximumVersion = version
    let result = try Transferrer().perform(request)
    if case .tls? = result.failure { return false }
    return result.phases.tls != nil
  }
}
