public import PrometheusConfiguration
import Relabelling

extension TargetTemplate {
  /// The template of a job.
  public init(_ job: ScrapeJob) {
    self.init(
      job: ByteString(job.name), interval: ByteString(job.scrapeInterval.description),
      timeout: ByteString(job.scrapeTimeout.description), path: ByteString(job.metricsPath),
      scheme: ByteString(job.scheme),
      params: job.params.map { QueryParameter(ByteString($0.key), $0.value.map { ByteString($0) }) }
        .sorted { $0.name < $1.name },
      rules: job.relabelConfigs)
  }
}
