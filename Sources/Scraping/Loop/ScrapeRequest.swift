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
    try settings.client.dress(&request)
    return request
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
