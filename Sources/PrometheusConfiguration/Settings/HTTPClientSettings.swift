/// How Prometheus speaks HTTP to a target, an API server or a receiver (`HTTPClientConfig`).
public struct HTTPClientSettings: Sendable, Hashable {
  /// `basic_auth`.
  public var basicAuth: BasicAuth?
  /// `authorization`; `bearer_token` and `bearer_token_file` become one of type Bearer.
  public var authorization: Authorization?
  /// `oauth2`.
  public var oauth2: OAuth2?
  /// `tls_config`.
  public var tls = TLSSettings()
  /// `follow_redirects`.
  public var followRedirects = true
  /// `enable_http2`.
  public var enableHTTP2 = true
  /// `proxy_url` and what belongs to it.
  public var proxy = ProxySettings()
  /// `http_headers`, by the names as written.
  public var headers: [String: HeaderValues]?

  var bearerToken = SecretText("")
  var bearerTokenFile = ""

  /// Prometheus' defaults.
  public init() {}

  /// `basic_auth`: name and password, each inline, in a file, or by reference.
  public struct BasicAuth: Sendable, Hashable {
    public var username = ""
    public var usernameFile = ""
    public var usernameRef = ""
    public var password = SecretText("")
    public var passwordFile = ""
    public var passwordRef = ""
  }

  /// `authorization`: the header's first word and where the second comes from.
  public struct Authorization: Sendable, Hashable {
    public var type = ""
    public var credentials = SecretText("")
    public var credentialsFile = ""
    public var credentialsRef = ""
  }

  /// One of `http_headers`: values, secret values, files whose content is the value.
  public struct HeaderValues: Sendable, Hashable {
    public var values: [String] = []
    public var secrets: [SecretText] = []
    public var files: [String] = []
  }
}

/// `tls_config`.
public struct TLSSettings: Sendable, Hashable {
  public var ca = ""
  public var certificate = ""
  public var key = SecretText("")
  public var caFile = ""
  public var certificateFile = ""
  public var keyFile = ""
  public var caRef = ""
  public var certificateRef = ""
  public var keyRef = ""
  public var serverName = ""
  public var insecureSkipVerify = false
  /// `TLS10` to `TLS13`; nil where not set.
  public var minVersion: TLSVersion?
  public var maxVersion: TLSVersion?

  /// The versions by their names in the configuration.
  public enum TLSVersion: String, Sendable, Hashable, CaseIterable {
    case tls10 = "TLS10"
    case tls11 = "TLS11"
    case tls12 = "TLS12"
    case tls13 = "TLS13"
  }

  /// The system's certificates, verified.
  public init() {}
}

/// `proxy_url`, `no_proxy`, `proxy_from_environment` and `proxy_connect_header`.
public struct ProxySettings: Sendable, Hashable {
  public var url: GoURL?
  public var noProxy = ""
  public var fromEnvironment = false
  public var connectHeader: [String: [SecretText]] = [:]

  /// No proxy.
  public init() {}
}

/// `oauth2`.
public struct OAuth2: Sendable, Hashable {
  public var clientID = ""
  public var clientSecret = SecretText("")
  public var clientSecretFile = ""
  public var clientSecretRef = ""
  public var scopes: [String] = []
  public var tokenURL = ""
  public var endpointParams: [String: String] = [:]
  public var tls = TLSSettings()
  public var proxy = ProxySettings()
  /// Empty or `client_credentials`, or the one for RFC 7523, which is read and not evaluated.
  public var grantType = ""
  public var certificateKeyID = ""
  public var certificateKey = SecretText("")
  public var certificateKeyFile = ""
  public var certificateKeyRef = ""
  public var signatureAlgorithm = ""
  public var issuer = ""
  public var audience = ""
}
