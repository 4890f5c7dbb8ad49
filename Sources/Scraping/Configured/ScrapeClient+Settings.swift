public import PrometheusConfiguration
import Transfer

extension ScrapeClient {
  /// How `http_config` says that a server is spoken to.
  init(_ settings: HTTPClientSettings) {
    self.init()
    authorization = ScrapeAuthorization(settings)
    tls = TLSOptions(settings.tls)
    followRedirects = settings.followRedirects
    enableHTTP2 = settings.enableHTTP2
    if settings.proxy.fromEnvironment {
      proxy = .environment
    } else if let url = settings.proxy.url {
      proxy = .url(url.text)
    }
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

extension TLSOptions {
  fileprivate init(_ settings: TLSSettings) {
    self.init()
    if !settings.caFile.isEmpty {
      authorities = .file(settings.caFile)
    } else if !settings.ca.isEmpty {
      authorities = .data(Array(settings.ca.utf8))
    }
    if !settings.certificateFile.isEmpty || !settings.certificate.isEmpty {
      identity = TLSIdentity(
        certificate: Self.material(settings.certificate, settings.certificateFile),
        key: Self.material(settings.key.revealed, settings.keyFile))
    }
    serverName = settings.serverName.isEmpty ? nil : settings.serverName
    verifies = !settings.insecureSkipVerify
    minimumVersion = settings.minVersion.map(Self.version)
    maximumVersion = settings.maxVersion.map(Self.version)
  }

  private static func material(_ text: String, _ file: String) -> TLSMaterial {
    file.isEmpty ? .data(Array(text.utf8)) : .file(file)
  }

  private static func version(_ version: TLSSettings.TLSVersion) -> Transfer.TLSVersion {
    switch version {
    case .tls10: .tls10
    case .tls11: .tls11
    case .tls12: .tls12
    case .tls13: .tls13
    }
  }
}
