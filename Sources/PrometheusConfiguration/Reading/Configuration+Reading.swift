import YAMLSyntax

extension Configuration {
  /// Reads a `prometheus.yml` as Prometheus 3 does, and refuses it in Prometheus' words.
  ///
  /// `environment` answers the variables in `external_labels`. Files it names are not touched;
  /// ``settingDirectory(_:)`` makes their paths absolute.
  public init(
    parsing bytes: [UInt8], environment: (String) -> String? = { _ in nil }
  ) throws(Rejection) {
    self.init()
    let tree = try Self.tree(bytes)
    guard let root = tree.root else { return }
    var decoder = GoDecoder(tree)
    _ = try Self.type.unmarshal(root, into: &self, &decoder)
    if let rejection = decoder.rejection { throw rejection }
    expandExternalLabels(environment)
    try otlp.checkStrategy(global)
  }

  /// Reads one of `scrape_config_files`: its `scrape_configs`, checked against `global`.
  public static func jobs(
    parsing bytes: [UInt8], global: GlobalSettings
  ) throws(Rejection) -> [ScrapeJob] {
    let tree = try tree(bytes)
    guard let root = tree.root else { return [] }
    var decoder = GoDecoder(tree)
    var jobs: [ScrapeJob?] = []
    _ = try jobsOnly.unmarshal(root, into: &jobs, &decoder)
    if let rejection = decoder.rejection { throw rejection }
    var all: [ScrapeJob] = []
    for job in jobs {
      guard var job else { throw Rejection("empty or null scrape config section") }
      try job.validate(global)
      all.append(job)
    }
    return all
  }

  static func tree(_ bytes: [UInt8]) throws(Rejection) -> YAMLTree {
    do throws(YAMLSyntaxError) {
      return try YAMLTree(parsing: bytes)
    } catch {
      throw Rejection(error)
    }
  }

  private static let jobsOnly = GoStructure<[ScrapeJob?]>()
    .field("scrape_configs", \.self, ScrapeJob.list)
    .type("config.ScrapeConfigs") { [] }

  private static let type: GoType<Configuration> = .hooked(
    structure, before: { $0 = Configuration() },
    after: { configuration throws(Rejection) in try configuration.validate() })

  private static let structure = GoStructure<Configuration>()
    .field("global", \.global, GlobalSettings.type)
    .section("runtime", OtherSections.runtime)
    .field("alerting", \.alerting, AlertingSettings.type, notEvaluated: true)
    .field("rule_files", \.ruleFiles, .list(of: .string), notEvaluated: true)
    .field("scrape_config_files", \.scrapeConfigFiles, .list(of: .string))
    .field("scrape_configs", \.jobs, ScrapeJob.list)
    .section("storage", OtherSections.storage)
    .section("tracing", OtherSections.tracing)
    .field("remote_write", \.remoteWrite, RemoteWriteSettings.list)
    .custom("remote_read") { (decoder, index, configuration) throws(Rejection) in
      var reads: [RemoteRead?] = []
      _ = try RemoteRead.list.unmarshal(index, into: &reads, &decoder)
      configuration.remoteReadNames = reads.map { $0?.name }
      configuration.notEvaluated.append("remote_read")
    }
    .field("otlp", \.otlp, OTLPSettings.type, notEvaluated: true)
    .type("config.plain") { Configuration() }
}

extension GoStructure<Configuration> {
  fileprivate func section<Part>(_ key: String, _ type: GoType<Part>) -> Self {
    custom(key) { (decoder, index, configuration) throws(Rejection) in
      var part = type.zero()
      _ = try type.unmarshal(index, into: &part, &decoder)
      configuration.notEvaluated.append(key)
    }
  }

  fileprivate func field<Part>(
    _ key: String, _ path: WritableKeyPath<Configuration, Part>, _ type: GoType<Part>,
    notEvaluated: Bool
  ) -> Self {
    let place = Place(path)
    return custom(key) { (decoder, index, configuration) throws(Rejection) in
      var part = configuration[keyPath: place.path]
      _ = try type.unmarshal(index, into: &part, &decoder)
      configuration[keyPath: place.path] = part
      configuration.notEvaluated.append(key)
    }
  }
}
