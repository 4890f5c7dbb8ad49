/// A `prometheus.yml`, valid and with its defaults filled in.
public struct Configuration: Sendable, Hashable {
  /// `global`.
  public var global = GlobalSettings()
  /// `scrape_configs`, then those of `scrape_config_files` once they were loaded.
  public var jobs: [ScrapeJob?] = []
  /// `remote_write`.
  public var remoteWrite: [RemoteWriteSettings?] = []
  /// `rule_files`, as written or absolute once a directory was set.
  public var ruleFiles: [String] = []
  /// `scrape_config_files`, as written or absolute once a directory was set.
  public var scrapeConfigFiles: [String] = []
  /// The sections that are there and are read for their mistakes only: `alerting`, `storage`.
  public var notEvaluated: [String] = []
  var otlp = OTLPSettings()
  var remoteReadNames: [String?] = []
  var alerting = AlertingSettings()

  /// What an empty file means.
  public init() {}

  /// The jobs of a configuration that was read.
  public var scrapeJobs: [ScrapeJob] { jobs.compactMap { $0 } }
}

/// `alerting`, as far as it is validated.
struct AlertingSettings: Sendable, Hashable {
  var relabelConfigs: [RelabelDraft?] = []
  var alertmanagers: [AlertmanagerSettings?] = []
}

/// One of `alertmanagers`.
struct AlertmanagerSettings: Sendable, Hashable {
  var http = HTTPClientSettings()
  var discovery: [DiscoverySource] = []
  var scheme = "http"
  var pathPrefix = ""
  var timeout = PrometheusDuration.seconds(10)
  var hasSigV4 = false
  var relabelConfigs: [RelabelDraft?] = []
  var alertRelabelConfigs: [RelabelDraft?] = []
}

/// `otlp`, as far as it is validated.
struct OTLPSettings: Sendable, Hashable {
  var promoteAll = false
  var promoted: [String] = []
  var ignored: [String] = []
  var translationStrategy = ""
}
