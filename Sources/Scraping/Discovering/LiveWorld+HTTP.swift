public import Discovery
public import PrometheusConfiguration
import Relabelling
import Transfer

extension LiveWorld {
  /// Asks the server of a `http_sd_configs` as Prometheus does.
  public func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8] {
    let request = try request(discovery)
    let result: TransferResult
    do throws(TransferError) {
      result = try Transferrer().perform(request)
    } catch {
      throw .server(source: discovery.url, reason: "\(error)")
    }
    if let failure = result.failure {
      throw .server(source: discovery.url, reason: "\(failure)")
    }
    guard let response = result.response else {
      throw .server(source: discovery.url, reason: "the server answers nothing")
    }
    guard response.status == 200 else {
      throw .server(
        source: discovery.url,
        reason: "server returned HTTP status \(response.status) \(response.reason)")
    }
    let type = response.headers.last { $0.name.lowercased() == "content-type" }?.value ?? ""
    guard Self.isJSON(type) else {
      throw .server(
        source: discovery.url,
        reason: "unsupported content type \(ByteString(type).goQuoted)")
    }
    return response.body
  }

  /// `^(?i:application\/json(;\s*charset=("utf-8"|utf-8))?)$`
  private static func isJSON(_ type: String) -> Bool {
    let parts = type.lowercased().split(separator: ";", omittingEmptySubsequences: false)
    guard parts.first == "application/json" else { return false }
    let parameter = parts.dropFirst().first?.drop { $0 == " " || $0 == "\t" }
    return parts.count == 1
      || parts.count == 2 && ["charset=utf-8", "charset=\"utf-8\""].contains(parameter)
  }

  private func request(_ discovery: HTTPDiscovery) throws(DiscoveryError) -> TransferRequest {
    let http = discovery.http
    var request = TransferRequest(url: discovery.url)
    request.headers = [
      HTTPField("User-Agent", "Prometheus/3.14.0"), HTTPField("Accept", "application/json"),
      HTTPField(
        "X-Prometheus-Refresh-Interval-Seconds",
        "\(Int(discovery.refreshInterval.seconds))"),
    ]
    request.tls = TLSOptions(http.tls)
    request.proxy = ScrapeProxy(http.proxy).route(to: discovery.url)
    request.redirects = http.followRedirects ? .follow(limit: 10) : .refuse
    request.version = http.enableHTTP2 ? .automatic : .http1
    request.timeouts = timeouts
    if let oauth2 = http.oauth2 {
      request.secretHeaders.append(
        HTTPField("Authorization", try token(TokenSettings(oauth2), for: discovery)))
    } else if let basic = http.basicAuth {
      request.credentials = .basic(
        user: try secret(basic.username, basic.usernameFile),
        password: try secret(basic.password.revealed, basic.passwordFile))
    } else if let authorization = http.authorization {
      let credentials = try secret(
        authorization.credentials.revealed, authorization.credentialsFile)
      request.secretHeaders.append(
        HTTPField("Authorization", "\(authorization.type) \(credentials)"))
    }
    return request
  }

  private func token(
    _ settings: TokenSettings, for discovery: HTTPDiscovery
  ) throws(DiscoveryError) -> String {
    var answer: Result<String, ScrapeFailure>?
    do throws(TransferError) {
      let loop = try TransferLoop()
      TokenDesk().token(
        for: settings, of: "", asking: discovery.url, within: .seconds(30), on: loop
      ) { answer = $0 }
      loop.run()
    } catch {
      throw .server(source: discovery.url, reason: "\(error)")
    }
    switch answer {
    case .success(let value): return value
    case .failure(let failure): throw .server(source: discovery.url, reason: "\(failure)")
    case nil: throw .server(source: discovery.url, reason: "no token came")
    }
  }

  private func secret(_ text: String, _ file: String) throws(DiscoveryError) -> String {
    guard !file.isEmpty else { return text }
    guard let bytes = disk.content(file) else { throw .unreadable(path: file) }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
    let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return String(decoding: Array(trimmed), as: UTF8.self)
  }
}
