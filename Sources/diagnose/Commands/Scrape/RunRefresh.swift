import Discovery
import Foundation
import PrometheusConfiguration
import Scraping
import Synchronization

/// Finds the targets of a run again and again, on a thread of its own: files as soon as they change,
/// servers at their `refresh_interval`, an API server every ten seconds.
///
/// What cannot be found again stays as it was, as in Prometheus.
final class RunRefresh: @unchecked Sendable {
  // Unchecked: made before its thread starts and used by it alone, but for `news`.
  private let find: ([ScrapeJob]) -> [RunJob]
  private let sources: [ScrapeJob]
  private var current: [RunJob]
  private var due: [ContinuousClock.Instant?]
  private var stamps: [String]
  private let news = Mutex<[RunJob]?>(nil)
  private let isOver = Mutex(false)

  /// Nil where no job's targets can change.
  init?(_ jobs: [ScrapeJob], found: [RunJob], find: @escaping ([ScrapeJob]) -> [RunJob]) {
    guard jobs.contains(where: { Self.interval(of: $0) != nil }) else { return nil }
    (self.find, sources, current) = (find, jobs, found)
    due = jobs.map { Self.interval(of: $0).map { .now + $0 } }
    stamps = jobs.map(Self.stamp)
  }

  /// Begins.
  func start() {
    let thread = Thread { [self] in
      while !isOver.withLock(\.self) {
        Thread.sleep(forTimeInterval: 1)
        refresh()
      }
    }
    thread.start()
  }

  /// Ends with the next turn.
  func stop() { isOver.withLock { $0 = true } }

  /// What was found since it was last asked for.
  func take() -> [RunJob]? {
    news.withLock { jobs in
      defer { jobs = nil }
      return jobs
    }
  }

  private func refresh() {
    let now = ContinuousClock.now
    var isChanged = false
    for index in sources.indices {
      guard let moment = due[index] else { continue }
      let stamp = Self.stamp(sources[index])
      guard moment <= now || stamp != stamps[index] else { continue }
      stamps[index] = stamp
      due[index] = Self.interval(of: sources[index]).map { now + $0 }
      guard let found = find([sources[index]]).first, found.found.problems.isEmpty else { continue }
      current[index] = found
      isChanged = true
    }
    guard isChanged else { return }
    let jobs = current
    news.withLock { $0 = jobs }
  }

  /// How often a job's targets are looked for; nil where they stay.
  private static func interval(of job: ScrapeJob) -> Duration? {
    job.discovery.compactMap { source -> Duration? in
      switch source {
      case .fixed, .other: nil
      case .file(let discovery): .nanoseconds(discovery.refreshInterval.nanoseconds)
      case .http(let discovery): .nanoseconds(discovery.refreshInterval.nanoseconds)
      case .dns(let discovery): .nanoseconds(discovery.refreshInterval.nanoseconds)
      case .kubernetes: .seconds(10)
      }
    }.min()
  }

  /// The names, sizes and times of a job's files.
  private static func stamp(_ job: ScrapeJob) -> String {
    var text = ""
    for case .file(let discovery) in job.discovery {
      for path in discovery.files.flatMap(ConfigurationFiles.live.matching) {
        var status = stat()
        _ = stat(path, &status)
        text +=
          "\(path) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec)"
          + " \(status.st_mtim.tv_nsec)\n"
      }
    }
    return text
  }
}
