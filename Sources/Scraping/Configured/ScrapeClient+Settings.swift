public import PrometheusConfiguration
import Transfer

extension ScrapeClient {
  /// How `http_config` says that a server is spoken to.
  public init(_ settings: HTTPClientSettings) {
    self.init()
    authorization = ScrapeAuthorization(settings)
    tls = TLSOptions(settings.tls)
    followRedirects = settings.followRedirects
    enableHTTP2 = settings.enableHTTP2
    proxy = ScrapeProxy(settings.proxy)
    headers = (settings.headers ?? [:]).sorted { $0.key < $1.key }.flatMap { name, values in
      values.values.map { ScrapeHeader(name, .text($0)) }
        + values.secrets.map { ScrapeHeader(name, .text($0.revealed)) }
        + values.files.map { ScrapeHeader(name, .file($0)) }
    }
  }

  /// What of the settings is not done here, in sentences.
  public static func undone(in settings: HTTPClientSettings) -> [String] {
    var notes: [String] = []
    if let oauth2 = settings.oauth2, oauth2.grantType.hasSuffix("jwt-bearer") {
      notes.append("oauth2 by a signed assertion is not spoken here: the secret is used instead")
    }
    return notes
  }
}

extension ScrapeAuthorization {
  fileprivate init(_ settings: HTTPClientSettings) {
    if let oauth2 = settings.oauth2 {
      self = .token(TokenSettings(oauth2))
    } else if let basic = settings.basicAuth {
      self = .basic(
        user: SecretSource(basic.username, file: basic.usernameFile),
        password: SecretSource(basic.password.revealed, file: basic.passwordFile))
    } else if let credentials = settings.authorization {
      self = .credentials(
        type: credentials.type.isEmpty ? "Bearer" : credentials.type,
        SecretSource(credentials.credentials.revealed, file: credentials.credentialsFile))
    } else {
      self = .none
    }
  }
}

extension SecretSource {
  fileprivate init(_ text: String, file: String) {
    self = file.isEmpty ? .text(text) : .file(file)
  }
}

extension TokenSettings {
  /// `oauth2`.
  init(_ settings: OAuth2) {
    self.init()
    clientID = settings.clientID
    secret = SecretSource(settings.clientSecret.revealed, file: settings.clientSecretFile)
    url = settings.tokenURL
    scopes = settings.scopes
    parameters = settings.endpointParams.map { ($0.key, $0.value) }
    tls = TLSOptions(settings.tls)
    proxy = ScrapeProxy(settings.proxy)
  }
}

extension ScrapeProxy {
  /// `proxy_url` and what belongs to it.
  init(_ settings: ProxySettings) {
    self.init()
    if let url = settings.url, !url.text.isEmpty {
      choice = .url(url.text)
    } else if settings.fromEnvironment {
      choice = .environment
    }
    exceptions = settings.noProxy
    connectHeaders = settings.connectHeader.sorted { $0.key < $1.key }.flatMap { name, values in
      values.map { ScrapeHeader(name, .text($0.revealed)) }
    }
  }
}
