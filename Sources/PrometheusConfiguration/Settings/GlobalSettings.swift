/// `global`.
public struct GlobalSettings: Sendable, Hashable {
  public var scrapeInterval = PrometheusDuration.seconds(60)
  public var scrapeTimeout = PrometheusDuration.seconds(10)
  public var evaluationInterval = PrometheusDuration.seconds(60)
  public var ruleQueryOffset = PrometheusDuration.zero
  /// nil where not set: then what a job asks for follows from its histogram settings.
  public var scrapeProtocols: [String]?
  public var queryLogFile = ""
  public var scrapeFailureLogFile = ""
  /// With variables of the environment put in.
  public var externalLabels: [String: String] = [:]
  public var limits = ScrapeLimits()
  public var keepDroppedTargets: UInt = 0
  /// `utf8` or `legacy`.
  public var metricNameValidationScheme = ""
  public var metricNameEscapingScheme = ""
  public var scrapeNativeHistograms: Bool?
  public var convertClassicHistogramsToNHCB = false
  public var alwaysScrapeClassicHistograms = false
  public var extraScrapeMetrics = false

  /// What an absent `global` means.
  public init() {
    metricNameValidationScheme = "utf8"
    metricNameEscapingScheme = "allow-utf-8"
    scrapeNativeHistograms = false
  }

  /// The Go zero value, which decoding starts from.
  static var zero: GlobalSettings {
    var zero = GlobalSettings()
    zero.scrapeInterval = .zero
    zero.scrapeTimeout = .zero
    zero.evaluationInterval = .zero
    zero.metricNameValidationScheme = ""
    zero.metricNameEscapingScheme = ""
    zero.scrapeNativeHistograms = nil
    return zero
  }
}

/// What bounds a scrape; 0 means no limit.
public struct ScrapeLimits: Sendable, Hashable {
  /// `body_size_limit`, in bytes.
  public var bodySize: Int = 0
  public var samples: UInt = 0
  public var targets: UInt = 0
  public var labels: UInt = 0
  public var labelNameLength: UInt = 0
  public var labelValueLength: UInt = 0

  /// No limit.
  public init() {}
}
