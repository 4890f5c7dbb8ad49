public import Transfer

extension ScrapeClient {
  /// Has a request made this way: over which TLS, through which proxy, and by whom. Secrets are read
  /// from their files now.
  public func dress(_ request: inout TransferRequest) throws(ScrapeFailure) {
    request.tls = tls
    request.proxy = proxy.route(to: request.url)
    request.proxyHeaders = try proxy.connectHeaders.map { header throws(ScrapeFailure) in
      HTTPField(header.name, try header.value.read(as: .header))
    }
    request.version = enableHTTP2 ? .automatic : .http1
    switch authorization {
    // A token is asked for by a request of its own.
    case .none, .token: break
    case .credentials(let type, let source):
      let credentials = try source.read(as: .credentials)
      // Prometheus sends the type and a space also before nothing.
      try Self.add("Authorization", "\(type) \(credentials)", to: &request)
    case .basic(let user, let password):
      request.credentials = .basic(
        user: try user.read(as: .username), password: try password.read(as: .password))
    }
    for header in headers {
      try Self.add(header.name, try header.value.read(as: .header), to: &request)
    }
  }

  private static func add(
    _ name: String, _ value: String, to request: inout TransferRequest
  ) throws(ScrapeFailure) {
    // RFC 9110 section 5.5, as Go checks it.
    guard value.utf8.allSatisfy({ $0 == 9 || ($0 >= 0x20 && $0 != 0x7F) }) else {
      throw .header(name: name)
    }
    request.secretHeaders.append(HTTPField(name, value))
  }
}
