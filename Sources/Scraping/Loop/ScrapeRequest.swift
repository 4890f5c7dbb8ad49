import Transfer

/// What is sent for a scrape.
struct ScrapeRequest {
  let subject: ScrapeSubject

  init(_ subject: ScrapeSubject) { self.subject = subject }

  /// The version that the header names: the one whose ways these are.
  static let userAgent = "Prometheus/3.14.0"

  /// The request; secrets are read from their files now.
  func request() throws(ScrapeFailure) -> TransferRequest {
    let settings = subject.settings
    var request = TransferRequest(url: subject.url)
    request.headers = [
      HTTPField("User-Agent", Self.userAgent), HTTPField("Accept", settings.accept),
      HTTPField("X-Prometheus-Scrape-Timeout-Seconds", seconds(settings.timeout)),
    ]
    // libcurl would not notice a packed body that was cut: it is unpacked here.
    request.acceptsCompression = false
    request.headers.append(
      HTTPField("Accept-Encoding", settings.enableCompression ? "gzip" : "identity"))
    request.timeouts.connect = nil
    // As Go's client; and libcurl looks through all it remembers at the end of each transfer.
    request.remembersAddresses = false
    request.limits.body = settings.limits.mostBytes
    request.limits.header = 10 << 20
    request.tls = settings.client.tls
    request.proxy = settings.client.proxy
    request.version = settings.client.enableHTTP2 ? .automatic : .http1
    try authorize(&request)
    return request
  }

  private func authorize(_ request: inout TransferRequest) throws(ScrapeFailure) {
    switch subject.settings.client.authorization {
    case .none: break
    case .credentials(let type, let source):
      let credentials = try source.read(as: .credentials)
      // Prometheus sends the type and a space also before nothing.
      try add("Authorization", "\(type) \(credentials)", to: &request)
    case .basic(let user, let password):
      request.credentials = .basic(
        user: try user.read(as: .username), password: try password.read(as: .password))
    }
    for header in subject.settings.client.headers {
      try add(header.name, try header.value.read(as: .header), to: &request)
    }
  }

  private func add(
    _ name: String, _ value: String, to request: inout TransferRequest
  ) throws(ScrapeFailure) {
    // RFC 9110 section 5.5, as Go checks it.
    guard value.utf8.allSatisfy({ $0 == 9 || ($0 >= 0x20 && $0 != 0x7F) }) else {
      throw .header(name: name)
    }
    request.secretHeaders.append(HTTPField(name, value))
  }

  private func seconds(_ timeout: Duration) -> String {
    let milliseconds = Int64((timeout / .milliseconds(1)).rounded())
    let rest = milliseconds % 1000
    guard rest != 0 else { return "\(milliseconds / 1000)" }
    var fraction = "\(1000 + rest)".dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(milliseconds / 1000).\(fraction)"
  }
}
