import Discovery
import Glibc
import PrometheusConfiguration
import Relabelling
import Scraping

/// A job, its targets, and what hinders it as a whole.
struct RunJob {
  let name: String
  let found: JobTargets
  /// The targets that are scraped.
  let subjects: [ScrapeSubject]
  /// Sentences about the whole job.
  let notes: [String]

  init(_ job: ScrapeJob, _ found: JobTargets) {
    name = job.name
    self.found = found
    let notes = found.problems.map(\.description) + ScrapeClient.undone(in: job.http)
    if let problem = Self.vanishing(job) {
      self.notes = [problem] + notes
      subjects = []
      return
    }
    let scraped = found.pool.targets.compactMap { target in
      if case .scraped(let scraped) = target.fate { scraped } else { nil }
    }
    let limit = Int(clamping: job.limits.targets)
    let isOverLimit = limit > 0 && scraped.count > limit
    self.notes = notes
    subjects = scraped.map { target in
      var settings = Self.settings(job, target)
      if isOverLimit { settings.forced = .targets(count: scraped.count, limit: limit) }
      return ScrapeSubject(labels: target.labels, url: target.url, settings: settings)
    }
  }

  /// A file of the client's TLS that is not there takes the whole job away, without a word on the
  /// targets page.
  private static func vanishing(_ job: ScrapeJob) -> String? {
    let file = job.http.tls.caFile
    guard !file.isEmpty, access(file, R_OK) != 0 else { return nil }
    return
      "Prometheus drops the whole job and lists no target of it: unable to use specified CA cert"
      + " \(file): open \(file): \(errno == EACCES ? "permission denied" : "no such file or directory")"
  }

  private static func settings(_ job: ScrapeJob, _ target: ScrapeTarget) -> ScrapeSettings {
    func time(_ name: ByteString) -> PrometheusDuration? {
      try? PrometheusDuration(parsing: target.scrapeLabels[name].description)
    }
    return ScrapeSettings(
      job, interval: time("__scrape_interval__"), timeout: time("__scrape_timeout__"))
  }
}
