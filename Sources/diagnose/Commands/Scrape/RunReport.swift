import ArgumentParser
import Discovery
import Documents
import Exposition
import Relabelling
import Scraping

/// The answer of `scrape run`: a table like Prometheus' targets page.
struct RunReport {
  let session: ScrapeSession
  let notes: [String]
  let withSamples: Bool

  init(session: ScrapeSession, notes: [String], withSamples: Bool) {
    self.session = session
    self.notes = notes
    self.withSamples = withSamples
  }

  var exit: ExitCode {
    if session.reports.contains(where: { $0?.isUp == false }) { return .blocked }
    if handing?.isWorthALook == true { return .blocked }
    if session.jobs.contains(where: { $0.subjects.isEmpty && !$0.notes.isEmpty }) {
      return .blocked
    }
    return session.jobs.allSatisfy(\.found.problems.isEmpty) ? .reachable : .undecided
  }

  private var handing: AgentReport? { session.agent.map { AgentReport(agent: $0.agent) } }

  /// Each job with its targets and their last reports.
  private var rows: [(job: RunJob, targets: [(ScrapeSubject, ScrapeReport?)])] {
    var next = 0
    return session.jobs.map { job in
      let reports = session.reports[next..<min(next + job.subjects.count, session.reports.count)]
      next += job.subjects.count
      return (job, Array(zip(job.subjects, reports)))
    }
  }

  /// For people.
  var text: String {
    var lines: [String] = []
    for (job, targets) in rows {
      let up = targets.count { $0.1?.isUp == true }
      lines.append("\(job.name): \(up) of \(targets.count) up")
      for (subject, report) in targets { lines += self.lines(subject, report) }
      lines += dropped(job)
      lines += job.notes.map { "  note: \($0)" }
    }
    if session.missed > 0 || session.scrapes > session.reports.count {
      lines.append(
        "\(session.scrapes) scrapes, \(session.failed) failed, \(session.missed) intervals missed")
    }
    lines += handing?.lines ?? []
    lines += notes.map { "note: \($0)" }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(_ subject: ScrapeSubject, _ report: ScrapeReport?) -> [String] {
    guard let report else { return ["  unknown  \(subject.url)  not scraped yet"] }
    var lines: [String] = []
    let took = "\(Int((report.duration * 1000).rounded())) ms"
    if let failure = report.failure {
      lines.append("  down  \(subject.url)  \(took)")
      lines.append("        \(failure)")
      lines.append("        \(failure.advice)")
    } else {
      lines.append("  up    \(subject.url)  \(took)  \(report.counts.scraped) samples")
    }
    lines.append("        \(subject.labels)")
    return lines + report.notes.map { "        note: \($0)" }
  }

  private func dropped(_ job: RunJob) -> [String] {
    job.found.pool.targets.compactMap { target in
      let address = target.discovered["__address__"]
      switch target.fate {
      case .scraped: return nil
      case .dropped(let step): return "  dropped  \(address)  by rule \(step.position) \(step.rule)"
      case .failed(let error): return "  not made  \(address)  \(error)"
      }
    }
  }
}

extension RunReport {
  /// `{"jobs":[{"job","targets":[…],"dropped":[…],"notes":[…]}],"scrapes":…}`.
  var node: Node {
    Node(
      .object(
        [
          .init("jobs", Node(.array(rows.map { node($0.job, $0.targets) }))),
          .init("scrapes", number(session.scrapes)), .init("failed", number(session.failed)),
          .init("missedIntervals", number(session.missed)),
          .init("worstDelaySeconds", Node(.number(goFloat(session.worstDelay)))),
          .init("notes", texts(notes)),
        ] + (handing?.members ?? [])))
  }

  private func node(_ job: RunJob, _ targets: [(ScrapeSubject, ScrapeReport?)]) -> Node {
    var dropped: [Node] = []
    var failures: [Node] = []
    for target in job.found.pool.targets {
      switch target.fate {
      case .scraped: break
      case .dropped(let step):
        dropped.append(
          Node(
            .object([
              .init("discovered", target.discovered.node),
              .init("droppedBy", number(step.position)),
              .init("rule", Node(.string("\(step.rule)"))),
            ])))
      case .failed(let error):
        failures.append(
          Node(
            .object([
              .init("discovered", target.discovered.node),
              .init("error", Node(.string(error.description))),
            ])))
      }
    }
    return Node(
      .object([
        .init("job", Node(.string(job.name))),
        .init("targets", Node(.array(targets.map { node($0.0, $0.1) }))),
        .init("dropped", Node(.array(dropped))), .init("failures", Node(.array(failures))),
        .init("notes", texts(job.notes)),
      ]))
  }

  private func node(_ subject: ScrapeSubject, _ report: ScrapeReport?) -> Node {
    let head: [Node.Member] = [.init("labels", subject.labels.node)]
    guard let report else {
      return Node(
        .object(
          head + [
            .init("url", Node(.string(subject.url))), .init("health", Node(.string("unknown"))),
          ]))
    }
    let story = ScrapeStory(subject: subject, report: report).node(withSamples: withSamples)
    let health = Node.Member("health", Node(.string(report.isUp ? "up" : "down")))
    let error = Node.Member("lastError", Node(.string(report.failure?.description ?? "")))
    return Node(.object(head + [health, error] + (story.object ?? [])))
  }

  private func number(_ value: Int) -> Node { Node(.number("\(value)")) }

  private func texts(_ texts: [String]) -> Node { Node(.array(texts.map { Node(.string($0)) })) }
}
