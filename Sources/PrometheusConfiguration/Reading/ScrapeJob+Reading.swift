import YAMLSyntax

/// A job while it is read: its discoveries are sorted out at the end.
struct ScrapeJobDraft: Sendable {
  var job = ScrapeJob()
  var entries = DiscoveryEntries()
}

extension ScrapeJob {
  /// `[]*config.ScrapeConfig`.
  static let list = GoType<[ScrapeJob?]>.list(of: .pointer(to: type))

  private static let type = GoType<ScrapeJob>(name: "config.ScrapeConfig", zero: { ScrapeJob() }) {
    (decoder, index, job) throws(Rejection) in
    var draft = ScrapeJobDraft()
    draft.job.line = decoder.tree[index].line
    let isGood = try hooked.decode(&decoder, index, &draft)
    job = draft.job
    return isGood
  }

  private static let hooked: GoType<ScrapeJobDraft> = .hooked(structure) {
    draft throws(Rejection) in
    draft.job.discovery = try draft.entries.read()
    try draft.job.check()
  }

  private static let structure = GoStructure<ScrapeJobDraft>()
    .inline(own, \.job)
    .inline(DiscoveryEntries.fields, \.entries)
    .type("config.ScrapeConfig") { ScrapeJobDraft() }

  private static let own = GoStructure<ScrapeJob>()
    .field("job_name", \.name, .string)
    .field("honor_labels", \.honorLabels, .bool)
    .field("honor_timestamps", \.honorTimestamps, .bool)
    .field("track_timestamps_staleness", \.trackTimestampsStaleness, .bool)
    .field("params", \.params, .map("url.Values", of: .list(of: .string)))
    .field("scrape_interval", \.scrapeInterval, .duration)
    .field("scrape_timeout", \.scrapeTimeout, .duration)
    .field("scrape_protocols", \.scrapeProtocols, .scrapeProtocols)
    .field(
      "fallback_scrape_protocol", \.fallbackScrapeProtocol, .named("config.ScrapeProtocol")
    )
    .field("scrape_native_histograms", \.scrapeNativeHistograms, .pointer(to: .bool))
    .field(
      "always_scrape_classic_histograms", \.alwaysScrapeClassicHistograms, .pointer(to: .bool)
    )
    .field(
      "convert_classic_histograms_to_nhcb", \.convertClassicHistogramsToNHCB, .pointer(to: .bool)
    )
    .field("extra_scrape_metrics", \.extraScrapeMetrics, .pointer(to: .bool))
    .field("scrape_failure_log_file", \.scrapeFailureLogFile, .string)
    .field("metrics_path", \.metricsPath, .string)
    .field("scheme", \.scheme, .string)
    .field("enable_compression", \.enableCompression, .bool)
    .inline(ScrapeLimits.fields, \.limits)
    .field("native_histogram_bucket_limit", \.nativeHistogramBucketLimit, .uint)
    .field("native_histogram_min_bucket_factor", \.nativeHistogramMinBucketFactor, .float64)
    .field("keep_dropped_targets", \.keepDroppedTargets, .uint)
    .field("metric_name_validation_scheme", \.metricNameValidationScheme, .validationScheme)
    .field("metric_name_escaping_scheme", \.metricNameEscapingScheme, .string)
    .inline(HTTPClientSettings.fields, \.http)
    .field("relabel_configs", \.relabelDrafts, RelabelDraft.list)
    .field("metric_relabel_configs", \.metricRelabelDrafts, RelabelDraft.list)

  /// What `ScrapeConfig.UnmarshalYAML` checks once the job is read.
  private mutating func check() throws(Rejection) {
    if name.isEmpty { throw Rejection("job_name is empty") }
    try http.validate()
    if relabelDrafts.isEmpty { try checkStaticTargets(discovery) }
    if relabelDrafts.contains(nil) {
      throw Rejection("empty or null target relabeling rule in scrape config")
    }
    if metricRelabelDrafts.contains(nil) {
      throw Rejection("empty or null metric relabeling rule in scrape config")
    }
  }
}
