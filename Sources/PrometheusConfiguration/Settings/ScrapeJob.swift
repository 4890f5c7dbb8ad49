public import Relabelling

/// One of `scrape_configs`, its defaults taken from `global` where it leaves something out.
public struct ScrapeJob: Sendable, Hashable {
  public var name = ""
  /// The line of the job in its file, from 1.
  public var line = 0
  /// The file it stands in: the main one, or one of `scrape_config_files`.
  public var file = ""
  public var honorLabels = false
  public var honorTimestamps = true
  public var trackTimestampsStaleness = false
  public var params: [String: [String]] = [:]
  public var scrapeInterval = PrometheusDuration.zero
  public var scrapeTimeout = PrometheusDuration.zero
  /// The protocols to offer, the most wanted first; never nil in a configuration that was read.
  public var scrapeProtocols: [String]?
  /// Empty for none.
  public var fallbackScrapeProtocol = ""
  public var scrapeNativeHistograms: Bool?
  public var alwaysScrapeClassicHistograms: Bool?
  public var convertClassicHistogramsToNHCB: Bool?
  public var extraScrapeMetrics: Bool?
  public var scrapeFailureLogFile = ""
  public var metricsPath = "/metrics"
  public var scheme = "http"
  public var enableCompression = true
  public var limits = ScrapeLimits()
  public var nativeHistogramBucketLimit: UInt = 0
  public var nativeHistogramMinBucketFactor = 0.0
  public var keepDroppedTargets: UInt = 0
  /// `utf8` or `legacy` in a configuration that was read.
  public var metricNameValidationScheme = ""
  public var metricNameEscapingScheme = ""
  public var http = HTTPClientSettings()
  /// Where targets come from, in the order in which Prometheus keeps them.
  public var discovery: [DiscoverySource] = []
  /// What is done to targets.
  public var relabelConfigs: [RelabelRule] = []
  /// What is done to samples.
  public var metricRelabelConfigs: [RelabelRule] = []
  /// The line of each rule of ``relabelConfigs``, from 1.
  public var relabelLines: [Int] { relabelDrafts.map { $0?.line ?? 0 } }
  var relabelDrafts: [RelabelDraft?] = []
  var metricRelabelDrafts: [RelabelDraft?] = []

  /// Prometheus' defaults.
  public init() {}
}
