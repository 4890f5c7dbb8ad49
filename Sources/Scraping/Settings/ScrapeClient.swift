public import Transfer

/// How a server is spoken to (`http_config` of Prometheus).
public struct ScrapeClient: Sendable {
  /// `authorization`, `basic_auth` or none.
  public var authorization = ScrapeAuthorization.none
  /// `tls_config`.
  public var tls = TLSOptions()
  /// Whether redirects are followed, at most ten.
  public var followRedirects = true
  /// Whether HTTP/2 is offered over TLS.
  public var enableHTTP2 = true
  /// The way out.
  public var proxy = ScrapeProxy()
  /// `http_headers`.
  public var headers: [ScrapeHeader] = []

  /// Nobody in particular, over whatever the URL says.
  public init() {}
}

/// Who asks.
public enum ScrapeAuthorization: Sendable {
  case none
  /// `authorization`: the type, as `Bearer`, and the credentials.
  case credentials(type: String, SecretSource)
  /// `oauth2`.
  case token(TokenSettings)
  /// `basic_auth`.
  case basic(user: SecretSource, password: SecretSource)
}

/// A header field of the configuration.
public struct ScrapeHeader: Sendable {
  /// Its name.
  public var name: String
  /// Its value.
  public var value: SecretSource

  /// `name: value`.
  public init(_ name: String, _ value: SecretSource) {
    self.name = name
    self.value = value
  }
}

/// A secret, or the file it is read from anew for every scrape. Never printed.
public enum SecretSource: Sendable, CustomStringConvertible, CustomReflectable {
  case text(String)
  case file(String)

  /// The file's name, or `<secret>`.
  public var description: String {
    switch self {
    case .text: "<secret>"
    case .file(let path): path
    }
  }

  /// Nothing to look into, so that `dump` prints no secret either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
