/// Looks for what is valid and wrong in a configuration.
public struct ConfigurationLint {
  let configuration: Configuration
  /// Whether a file can be read; nil where nobody may look.
  let isReadable: ((String) -> Bool)?
  /// The paths that match a pattern; nil where nobody may look.
  let matching: ((String) -> [String])?

  /// A lint of `configuration`; files are looked for where `files` is given.
  public init(_ configuration: Configuration, files: ConfigurationFiles? = nil) {
    self.configuration = configuration
    isReadable = files.map { files in { files.content($0) != nil } }
    matching = files.map(\.matching)
  }

  /// What was found, job by job.
  public func findings() -> [Finding] {
    var all: [Finding] = []
    for job in configuration.scrapeJobs {
      let lint = JobLint(job)
      all += files(lint)
      all += lint.discoveries()
      all += lint.targets()
      all += lint.rules()
      all += lint.proxyPaths()
      all += lint.habits()
    }
    return all
  }

  /// Files that are named and not there.
  private func files(_ lint: JobLint) -> [Finding] {
    var found: [Finding] = []
    found += missing(lint, lint.job.http, of: "the job")
    for source in lint.job.discovery {
      switch source {
      case .kubernetes(let discovery):
        found += missing(lint, discovery.http, of: "its Kubernetes discovery", discovery.line)
      case .http(let discovery): found += missing(lint, discovery.http, of: "its HTTP discovery")
      case .file(let discovery):
        guard let matching else { continue }
        for pattern in discovery.files where matching(pattern).isEmpty {
          found.append(
            lint.finding(
              .fileDiscoveryEmpty, "no file matches \(pattern) of file_sd_configs: no targets",
              "Write the file, or correct the path: it counts from the configuration's folder."))
        }
      case .fixed, .dns, .other: continue
      }
    }
    return found
  }

  private func missing(
    _ lint: JobLint, _ http: HTTPClientSettings, of owner: String, _ line: Int? = nil
  ) -> [Finding] {
    guard let isReadable else { return [] }
    var found: [Finding] = []
    func look(_ kind: Finding.Kind, _ path: String, _ key: String, _ effect: String) {
      guard !path.isEmpty, !isReadable(path) else { return }
      found.append(
        lint.finding(
          kind, "\(key) \(path) of \(owner) cannot be read: \(effect)",
          "Put the file there, readable for Prometheus' user, or correct the path.", line))
    }
    let vanishes =
      "Prometheus logs \"error creating new scrape pool\", and the job is in no list of targets"
    look(.caFileMissing, http.tls.caFile, "ca_file", vanishes)
    look(.clientCertificateMissing, http.tls.certificateFile, "cert_file", vanishes)
    look(.clientCertificateMissing, http.tls.keyFile, "key_file", vanishes)
    let fails = "every request fails with \"unable to read authorization credentials\""
    look(
      .credentialsFileMissing, http.authorization?.credentialsFile ?? "", "credentials_file",
      fails)
    look(.credentialsFileMissing, http.basicAuth?.passwordFile ?? "", "password_file", fails)
    look(.credentialsFileMissing, http.basicAuth?.usernameFile ?? "", "username_file", fails)
    look(.credentialsFileMissing, http.oauth2?.clientSecretFile ?? "", "client_secret_file", fails)
    return found
  }
}
