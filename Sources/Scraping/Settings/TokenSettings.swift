public import Transfer

/// How a token is asked for: `oauth2` with client credentials (RFC 6749 section 4.4).
public struct TokenSettings: Sendable {
  /// Who asks.
  public var clientID = ""
  /// The client's secret.
  public var secret = SecretSource.text("")
  /// Who gives tokens.
  public var url = ""
  /// What the token shall be good for.
  public var scopes: [String] = []
  /// Further parameters of the request.
  public var parameters: [(name: String, value: String)] = []
  /// What the token server has to show.
  public var tls = TLSOptions()
  /// The way to it.
  public var proxy = ScrapeProxy()

  /// Nobody, nowhere.
  public init() {}
}
