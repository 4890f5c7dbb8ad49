import ArgumentParser
import Foundation
import Scraping
import Transfer

/// The scrapes of a run, and how each target's last one ended.
struct ScrapeSession {
  private(set) var jobs: [RunJob]
  /// The last report of each target, in the order of the jobs' subjects.
  private(set) var reports: [ScrapeReport?] = []
  /// How many scrapes there were.
  private(set) var scrapes = 0
  /// How many of them failed.
  private(set) var failed = 0
  /// Scrapes that did not begin within their interval.
  private(set) var missed = 0
  /// The latest that one began, in seconds.
  private(set) var worstDelay = 0.0
  private let keepsSamples: Bool
  /// What samples are handed on by.
  let agent: AgentRun?
  /// What finds the targets anew while they are scraped.
  private let refresh: RunRefresh?

  init(
    _ jobs: [RunJob], keepsSamples: Bool, agent: AgentRun? = nil, refresh: RunRefresh? = nil
  ) {
    self.jobs = jobs
    self.refresh = refresh
    self.keepsSamples = keepsSamples
    self.agent = agent
  }

  private var subjects: [ScrapeSubject] { jobs.flatMap(\.subjects) }

  /// Scrapes each target once.
  mutating func once() throws {
    Self.allowManyConnections()
    let subjects = subjects
    let progress = RunProgress()
    reports = try ScrapeRunner.scrape(
      subjects, keepingSamples: keepsSamples, numbering: agent?.numbering
    ) { done in
      progress.show("scraped \(done) of \(subjects.count) targets")
    }
    progress.clear()
    scrapes = reports.count
    failed = reports.count { $0?.isUp == false }
    guard let agent else { return }
    for (index, subject) in subjects.enumerated() {
      if let report = reports[index] { agent.take(report, of: subject, at: index) }
    }
    try agent.finish()
  }

  /// Scrapes at the targets' intervals; without a period until a signal comes.
  mutating func run(for period: Duration?) throws {
    Self.allowManyConnections()
    let roster = RunRoster(jobs)
    let progress = RunProgress()
    let end = ContinuousClock.now + (period ?? .seconds(100 * 365 * 86_400))
    let (agent, refresh) = (agent, refresh)
    agent?.catchSignals()
    refresh?.start()
    defer { refresh?.stop() }
    do throws(TransferError) {
      let loop = try ScrapeLoop(
        roster.subjects, keepingSamples: keepsSamples, numbering: agent?.numbering
      ) { index, report in
        agent?.take(report, of: roster.subjects[index], at: index)
        roster.take(report, at: index)
        progress.show("\(roster.scrapes) scrapes, \(roster.failed) of them failed")
      }
      loop.run(until: end, isOver: { agent?.isOver == true }) { transfers in
        if let found = refresh?.take() {
          roster.replace(found, added: loop.add) { index in
            loop.remove(index)
            agent?.retire(index)
          }
        }
        return agent?.work(on: transfers) ?? .seconds(1)
      }
      (missed, worstDelay) = (loop.missed, loop.worstDelay / .seconds(1))
    } catch {
      throw failure(.internalFault, error.description)
    }
    try agent?.finish()
    progress.clear()
    jobs = roster.jobs
    (reports, scrapes, failed) = (roster.lastReports, roster.scrapes, roster.failed)
  }

  /// Two thousand targets need as many sockets.
  private static func allowManyConnections() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

/// One line on standard error, on a terminal only, at most ten times a second.
final class RunProgress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var last = ContinuousClock.now

  func show(_ text: String) {
    guard isShown, .now - last > .milliseconds(100) else { return }
    last = .now
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }

  func clear() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
