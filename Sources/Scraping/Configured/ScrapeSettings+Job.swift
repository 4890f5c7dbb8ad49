import Exposition
public import PrometheusConfiguration
import Relabelling

extension ScrapeSettings {
  /// How a job of a configuration is scraped; `interval` and `timeout` are the target's own where
  /// its labels say so.
  public init(
    _ job: ScrapeJob, interval: PrometheusDuration? = nil, timeout: PrometheusDuration? = nil
  ) {
    self.init()
    self.job = job.name
    self.interval = .nanoseconds((interval ?? job.scrapeInterval).nanoseconds)
    self.timeout = .nanoseconds((timeout ?? job.scrapeTimeout).nanoseconds)
    honorLabels = job.honorLabels
    honorTimestamps = job.honorTimestamps
    trackTimestampsStaleness = job.trackTimestampsStaleness
    enableCompression = job.enableCompression
    if let names = job.scrapeProtocols {
      protocols = names.compactMap(ScrapeProtocol.init(rawValue:))
    } else if job.scrapeNativeHistograms == true {
      protocols = [.protobuf] + ScrapeProtocol.standard
    }
    fallback = ScrapeProtocol(rawValue: job.fallbackScrapeProtocol)?.format
    limits.bodySize = job.limits.bodySize
    limits.samples = Int(clamping: job.limits.samples)
    limits.labels = Int(clamping: job.limits.labels)
    limits.labelNameLength = Int(clamping: job.limits.labelNameLength)
    limits.labelValueLength = Int(clamping: job.limits.labelValueLength)
    validation = NameValidation(rawValue: job.metricNameValidationScheme) ?? .utf8
    metricRules = job.metricRelabelConfigs
    extraMetrics = job.extraScrapeMetrics ?? false
    client = ScrapeClient(job.http)
  }
}
