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
        user: Self.escaped(settings.clientID), password: Self.escaped(secret))
    }
    request.body = Array(
      fields.sorted { $0.name < $1.name }
        .map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }.joined(separator: "&").utf8)
    request.tls = settings.tls
    request.proxy = settings.proxy.route(to: settings.url)
    request.limits.body = 1 << 20
    return request
  }

  /// As a query is escaped.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      case 0x20: bytes.append(UInt8(ascii: "+"))
      case _: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
