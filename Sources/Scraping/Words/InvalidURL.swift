import Relabelling

/// What Go says of a URL that cannot be asked.
struct InvalidURL {
  let url: String

  init(_ url: String) { self.url = url }

  /// The sentence.
  var sentence: String {
    let quoted = ByteString(url).goQuoted
    guard let parts = RedirectURL.Parts(url) else {
      return "Get \(quoted): unsupported protocol scheme \"\(url.prefix { $0 != ":" })\""
    }
    if parts.scheme != "http", parts.scheme != "https" {
      return "Get \(quoted): unsupported protocol scheme \"\(parts.scheme)\""
    }
    if parts.authority.isEmpty { return "Get \(quoted): http: no Host in request URL" }
    guard let port = parts.port else { return "parse \(quoted): invalid character in host name" }
    if !port.isEmpty, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return "Get \(quoted): dial tcp: address \(port): invalid port"
    }
    return "parse \(quoted): invalid port \":\(port)\" after host"
  }
}
