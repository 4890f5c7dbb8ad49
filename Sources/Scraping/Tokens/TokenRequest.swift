import Transfer

/// The request for a token (RFC 6749 sections 2.3.1 and 4.4.2), as Go's `oauth2` sends it.
struct TokenRequest {
  let settings: TokenSettings
  let secret: String
  /// Whether the client is named in the body instead of the header.
  let isNamedInBody: Bool

  func request() -> TransferRequest {
    var request = TransferRequest(url: settings.url, method: "POST")
    request.headers = [
      HTTPField("User-Agent", ScrapeRequest.userAgent),
      HTTPField("Content-Type", "application/x-www-form-urlencoded"),
    ]
    var fields = settings.parameters
    fields.append(("grant_type", "client_credentials"))
    if !settings.scopes.isEmpty {
      fields.append(("scope", settings.scopes.joined(separator: " ")))
    }
    if isNamedInBody {
      fields += [("client_id", settings.clientID), ("client_secret", secret)]
    } else {
      request.credentials = .basic(
        user: escaped(settings.clientID), password: escaped(secret))
    }
    request.body = Array(
      fields.sorted { $0.name < $1.name }
        .map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&").utf8)
    request.tls = settings.tls
    request.proxy = settings.proxy.route(to: settings.url)
    request.limits.body = 1 << 20
    return request
  }

  private func escaped(_ text: String) -> String {
    PercentEncoding.query(text, spaceAsPlus: true)
  }
}
