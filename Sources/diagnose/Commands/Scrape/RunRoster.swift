import Relabelling
import Scraping

/// The targets of a run as they come and go, each with a position that it keeps.
final class RunRoster {
  /// What tells targets apart.
  private struct Identity: Hashable {
    var job: String
    var labels: LabelSet
    var url: String

    init(_ subject: ScrapeSubject) {
      (job, labels, url) = (subject.settings.job, subject.labels, subject.url)
    }
  }

  /// The jobs as they were found last.
  private(set) var jobs: [RunJob]
  /// All targets that ever were, by position.
  private(set) var subjects: [ScrapeSubject] = []
  private var reports: [ScrapeReport?] = []
  private var places: [Identity: Int] = [:]
  private(set) var scrapes = 0
  private(set) var failed = 0

  init(_ jobs: [RunJob]) {
    self.jobs = jobs
    for subject in jobs.flatMap(\.subjects) { add(subject) }
  }

  private func add(_ subject: ScrapeSubject) {
    places[Identity(subject)] = subjects.count
    subjects.append(subject)
    reports.append(nil)
  }

  /// Takes what was found anew; `added` and `removed` are told the positions.
  func replace(_ found: [RunJob], added: (ScrapeSubject) -> Void, removed: (Int) -> Void) {
    jobs = found
    let wanted = jobs.flatMap(\.subjects)
    let identities = Set(wanted.map(Identity.init))
    for (identity, place) in places where !identities.contains(identity) {
      places[identity] = nil
      removed(place)
    }
    for subject in wanted where places[Identity(subject)] == nil {
      add(subject)
      added(subject)
    }
  }

  /// Notes how a scrape ended.
  func take(_ report: ScrapeReport, at index: Int) {
    scrapes += 1
    if !report.isUp { failed += 1 }
    var kept = report
    // Headers and certificates of thousands of targets are worth nothing later.
    if report.isUp { kept.transfer = nil }
    kept.numbered = []
    reports[index] = kept
  }

  /// The last report of each target that is still there, in the order of the jobs' subjects.
  var lastReports: [ScrapeReport?] {
    jobs.flatMap(\.subjects).map { places[Identity($0)].flatMap { reports[$0] } }
  }
}
