import Scraping
import Transfer

/// What is sent to a receiver.
struct RemoteRequest {
  let remote: Remote

  init(_ remote: Remote) { self.remote = remote }

  static let userAgent = "diagnose/0.1.0"

  /// A request with a packed message; secrets are read from their files now.
  func request(_ body: [UInt8]) throws(ScrapeFailure) -> TransferRequest {
    var request = TransferRequest(url: remote.url, method: "POST")
    request.body = body
    request.headers = remote.headers.map { HTTPField($0.name, $0.value) }
    request.headers += [
      HTTPField("Content-Encoding", "snappy"),
      HTTPField("Content-Type", remote.message.contentType),
      HTTPField("User-Agent", Self.userAgent),
      HTTPField("X-Prometheus-Remote-Write-Version", remote.message.version),
    ]
    request.acceptsCompression = false
    request.timeouts.connect = nil
    request.timeouts.total = remote.timeout
    request.limits.body = 1 << 20
    request.redirects = remote.client.followRedirects ? .follow(limit: 10) : .refuse
    try remote.client.dress(&request)
    return request
  }
}
