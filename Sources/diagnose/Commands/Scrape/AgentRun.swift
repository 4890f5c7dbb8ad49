import ArgumentParser
import Documents
import Foundation
import Relabelling
import RemoteWrite
import Scraping
import Transfer

/// An agent at work: what it is told of scrapes, and what it says of them.
final class AgentRun {
  let agent: RemoteWriteAgent
  private let options: AgentOptions
  private let output: OutputFormat
  private let flushDeadline: Duration
  private var out = OutputStream()
  /// What requests under way belong to.
  private var loop: TransferLoop?

  init(_ agent: RemoteWriteAgent, _ options: AgentOptions, output: OutputFormat) throws {
    (self.agent, self.options, self.output) = (agent, options, output)
    flushDeadline = try TimeSpan(options.flushDeadline, option: "--flush-deadline").duration
  }

  /// From now on Ctrl-C and SIGTERM only end the scraping.
  func catchSignals() {
    Interrupt.catchSignals()
    // A thread pool that started it may have left them blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether somebody wants it to end.
  var isOver: Bool { Interrupt.isPending }

  /// What scrapes number their series with.
  var numbering: any SeriesNumbering { agent.numbering }

  /// Sends what there is to send; returns how long nothing will be to do.
  func work(on loop: TransferLoop) -> Duration {
    self.loop = loop
    return agent.work(on: loop)
  }

  /// Takes a scrape: first into the log, then to whoever reads.
  func take(_ report: ScrapeReport, of subject: ScrapeSubject, at index: Int) {
    let isKept = agent.take(report, of: subject, at: index)
    guard options.each else { return }
    out.write { $0 += (line(report, subject, isKept) + "\n").utf8 }
    out.flush()
  }

  /// Marks the end of a target's series: it is scraped no more.
  func retire(_ index: Int) {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    agent.retire(index, at: Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000)
  }

  private func line(_ report: ScrapeReport, _ subject: ScrapeSubject, _ isKept: Bool) -> String {
    switch output {
    case .text:
      let kept = isKept ? "" : "  not kept: \(agent.counts.lastError)"
      return
        "\(report.time) \(report.isUp ? "up" : "down") \(subject.url) "
        + "\(report.numbered.count) samples\(kept)"
    case .json:
      return Node(
        .object([
          .init("time", Node(.number("\(report.time)"))),
          .init("labels", subject.labels.node), .init("url", Node(.string(subject.url))),
          .init("health", Node(.string(report.isUp ? "up" : "down"))),
          .init("samples", Node(.number("\(report.numbered.count)"))),
          .init("kept", Node(.bool(isKept))),
        ])
      ).json
    }
  }

  /// Sends what is left, as long as that may take, and closes the log.
  func finish() throws {
    // A second Ctrl-C ends it at once: everything is in the log.
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
    do throws(TransferError) {
      let loop = if let loop { loop } else { try TransferLoop() }
      agent.flush(on: loop, until: .now + flushDeadline)
    } catch {
      throw failure(.internalFault, error.description)
    }
    agent.close()
  }
}
