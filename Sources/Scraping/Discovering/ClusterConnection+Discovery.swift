import ClusterAccess
import PrometheusConfiguration
import Transfer

extension ClusterConnection {
  /// The connection of a `kubernetes_sd_configs` that names its `api_server`; nil without one.
  init?(_ discovery: KubernetesDiscovery) {
    guard let url = discovery.apiServer else { return nil }
    // client-go takes a server without a scheme for http.
    self.init(server: url.text.contains("://") ? url.text : "http://\(url.text)")
    tls = TLSOptions(discovery.http.tls)
    proxy = ScrapeProxy(discovery.http.proxy).route(to: server)
    if let authorization = discovery.http.authorization {
      identity =
        authorization.credentialsFile.isEmpty
        ? .token(Secret(authorization.credentials.revealed))
        : .tokenFile(authorization.credentialsFile, last: nil)
    } else if let basic = discovery.http.basicAuth {
      identity = .basic(user: basic.username, password: Secret(basic.password.revealed))
    }
  }
}

extension TLSOptions {
  /// `tls_config`: a CA stands in place of the system's.
  init(_ settings: TLSSettings) {
    self.init()
    verifies = !settings.insecureSkipVerify
    serverName = settings.serverName.isEmpty ? nil : settings.serverName
    if !settings.caFile.isEmpty {
      authorities = .file(settings.caFile)
    } else if !settings.ca.isEmpty {
      authorities = .data(Array(settings.ca.utf8))
    }
    let certificate = Self.material(settings.certificateFile, settings.certificate)
    let key = Self.material(settings.keyFile, settings.key.revealed)
    if let certificate, let key { identity = TLSIdentity(certificate: certificate, key: key) }
    minimumVersion = settings.minVersion.map(TLSVersion.init)
    maximumVersion = settings.maxVersion.map(TLSVersion.init)
  }

  private static func material(_ file: String, _ text: String) -> TLSMaterial? {
    if !file.isEmpty { return .file(file) }
    return text.isEmpty ? nil : .data(Array(text.utf8))
  }
}

extension TLSVersion {
  init(_ version: TLSSettings.TLSVersion) {
    switch version {
    case .tls10: self = .tls10
    case .tls11: self = .tls11
    case .tls12: self = .tls12
    case .tls13: self = .tls13
    }
  }
}
