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
    proxy = ProxyChoice(settings.proxy)
    headers = (settings.headers ?? [:]).sorted { $0.key < $1.key }.flatMap { name, values in
      values.values.map { ScrapeHeader(name, .text($0)) }
        + values.secrets.map { ScrapeHeader(name, .text($0.revealed)) }
        + values.files.map { ScrapeHeader(name, .file($0)) }
    }
  }

  /// What of the settings is not done here, in sentences.
  public static func undone(in settings: HTTPClientSettings) -> [String] {
    var notes: [String] = []
    if settings.oauth2 != nil {
      notes.append("oauth2 is not spoken here: its targets are asked without a token")
    }
    if !settings.proxy.noProxy.isEmpty, settings.proxy.url != nil {
      notes.append("no_proxy is not read here: every target is asked through proxy_url")
    }
    if !settings.proxy.connectHeader.isEmpty {
      notes.append("proxy_connect_header is not sent here")
    }
    return notes
  }
}

extension ScrapeAuthorization {
  fileprivate init(_ settings: HTTPClientSettings) {
    if let basic = settings.basicAuth {
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
