extension Configuration {
  /// Makes the paths in the configuration relative to `directory`, that of the file (`SetDirectory`).
  public mutating func setDirectory(_ directory: String) {
    global.queryLogFile = Paths.join(directory, global.queryLogFile)
    global.scrapeFailureLogFile = Paths.join(directory, global.scrapeFailureLogFile)
    ruleFiles = ruleFiles.map { Paths.join(directory, $0) }
    scrapeConfigFiles = scrapeConfigFiles.map { Paths.join(directory, $0) }
    for index in jobs.indices { jobs[index]?.setDirectory(directory) }
    for index in remoteWrite.indices { remoteWrite[index]?.http.setDirectory(directory) }
  }
}

extension ScrapeJob {
  /// Makes the paths in the job relative to `directory`.
  public mutating func setDirectory(_ directory: String) {
    scrapeFailureLogFile = Paths.join(directory, scrapeFailureLogFile)
    http.setDirectory(directory)
    discovery = discovery.map { source in
      switch source {
      case .fixed, .dns, .other: return source
      case .file(var file):
        file.files = file.files.map { Paths.join(directory, $0) }
        return .file(file)
      case .http(var http):
        http.http.setDirectory(directory)
        return .http(http)
      case .kubernetes(var kubernetes):
        kubernetes.http.setDirectory(directory)
        kubernetes.kubeconfigFile = Paths.join(directory, kubernetes.kubeconfigFile)
        return .kubernetes(kubernetes)
      }
    }
  }
}

extension HTTPClientSettings {
  mutating func setDirectory(_ directory: String) {
    tls.setDirectory(directory)
    if var basic = basicAuth {
      basic.usernameFile = Paths.join(directory, basic.usernameFile)
      basic.passwordFile = Paths.join(directory, basic.passwordFile)
      basicAuth = basic
    }
    if var authorization {
      authorization.credentialsFile = Paths.join(directory, authorization.credentialsFile)
      self.authorization = authorization
    }
    if var oauth = oauth2 {
      oauth.clientSecretFile = Paths.join(directory, oauth.clientSecretFile)
      oauth.certificateKeyFile = Paths.join(directory, oauth.certificateKeyFile)
      oauth.tls.setDirectory(directory)
      oauth2 = oauth
    }
    headers = headers?.mapValues { header in
      var header = header
      header.files = header.files.map { Paths.join(directory, $0) }
      return header
    }
  }
}

extension TLSSettings {
  fileprivate mutating func setDirectory(_ directory: String) {
    caFile = Paths.join(directory, caFile)
    certificateFile = Paths.join(directory, certificateFile)
    keyFile = Paths.join(directory, keyFile)
  }
}
