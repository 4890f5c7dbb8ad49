import Addressing
import ArgumentParser
import Diagnosis
import Documents
import Exposition
import Relabelling
import Scraping
import Simulation
import Transfer

/// `--confirm`: a real scrape of the target from this machine, after the answer.
struct ConfirmationOptions: ParsableArguments {
  @Flag(help: "Scrape the target from this machine as Prometheus would, and tell whether it is up.")
  var confirm = false

  @Option(
    help: ArgumentHelp("With --confirm: try again for this long, as 2m.", valueName: "time"))
  var wait: String?

  @Option(
    help: ArgumentHelp("With --confirm: the path, where TARGET is no URL.", valueName: "path"))
  var metricsPath = "/metrics"

  @Option(
    help: ArgumentHelp(
      "With --confirm: a file with the token to send as a bearer.", valueName: "file"))
  var tokenFile: String?

  @Flag(help: "With --confirm: do not check the server's certificate.")
  var insecure = false

  func validate() throws {
    if wait != nil, !confirm { throw ValidationError("--wait goes with --confirm") }
  }

  /// The scrape that confirms a diagnosis; nil where none is asked for.
  func confirmation(of diagnosis: Diagnosis) throws -> TargetConfirmation? {
    guard confirm else { return nil }
    guard let url = url(of: diagnosis) else {
      throw failure(.undecided, "there is no address to scrape: name the target as ADDRESS:PORT")
    }
    var settings = ScrapeSettings()
    if let tokenFile {
      settings.client.authorization = .credentials(type: "Bearer", .file(tokenFile))
    }
    settings.client.tls.verifies = !insecure
    let subject = ScrapeSubject(labels: LabelSet(), url: url, settings: settings)
    let end =
      try ContinuousClock.now + (wait.map { try TimeSpan($0, option: "--wait").duration } ?? .zero)
    let progress = RunProgress()
    while true {
      let begun = ContinuousClock.now
      let report = try ScrapeRunner.scrape([subject], keepingSamples: false)[0]
      let isConfirmed = report.isUp && report.counts.scraped > 0
      if isConfirmed || .now + .seconds(1) > end {
        progress.clear()
        return TargetConfirmation(subject: subject, report: report)
      }
      progress.show("not up yet: \(report.failure.map { "\($0)" } ?? "no samples")")
      let rest = min(begun + .seconds(2), end) - .now
      if rest > .zero { Pause.wait(rest) }
    }
  }

  private func url(of diagnosis: Diagnosis) -> String? {
    let text = diagnosis.target.text
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return text }
    let path = metricsPath.hasPrefix("/") ? metricsPath : "/\(metricsPath)"
    if case .endpoint(let endpoint) = diagnosis.target.kind { return "http://\(endpoint)\(path)" }
    guard let flow = diagnosis.walks.first?.flow else { return nil }
    return "http://\(Endpoint(flow.destination, port: flow.port))\(path)"
  }
}

/// What the scrape came to.
struct TargetConfirmation {
  let subject: ScrapeSubject
  let report: ScrapeReport

  /// Up, and with something in it: an empty body is up as well.
  var isConfirmed: Bool { report.isUp && report.counts.scraped > 0 }

  /// The line for people.
  var text: String {
    let took = "\(Int((report.duration * 1000).rounded())) ms"
    if let failure = report.failure {
      return "not confirmed: \(subject.url): \(failure)\n  \(failure.advice)\n"
    }
    let notes = report.notes.map { "  note: \($0)\n" }.joined()
    return "confirmed: \(subject.url) is up with \(report.counts.scraped) samples in \(took)\n"
      + notes
  }

  /// `{"up":1,"samples":3,"durationSeconds":0.012}`, and the words where it is down.
  var node: Node {
    var members: [Node.Member] = [
      .init("up", Node(.number(report.isUp ? "1" : "0"))),
      .init("samples", Node(.number("\(report.counts.scraped)"))),
      .init("durationSeconds", Node(.number(goFloat(report.duration)))),
      .init("url", Node(.string(subject.url))),
    ]
    if let failure = report.failure {
      members.append(.init("error", Node(.string(failure.description))))
      members.append(.init("advice", Node(.string(failure.advice))))
    }
    if !report.notes.isEmpty {
      members.append(.init("notes", Node(.array(report.notes.map { Node(.string($0)) }))))
    }
    return Node(.object(members))
  }
}
