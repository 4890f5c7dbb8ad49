import Documents
import Exposition
import Relabelling
import Scraping
import Transfer

/// One scrape, for people and for machines.
struct ScrapeStory {
  let subject: ScrapeSubject
  let report: ScrapeReport

  /// The answer first, then why, then what was seen.
  var text: String {
    var lines: [String] = []
    if let failure = report.failure {
      lines += ["down: \(failure)", "  \(failure.advice)"]
    } else {
      lines.append(
        "up: \(report.counts.scraped) samples of \(report.counts.families) families"
          + " in \(milliseconds(report.duration))")
    }
    if let refusal { lines += refusal.lines }
    lines += report.notes.map { "note: \($0)" }
    lines.append("asked: \(subject.url)")
    lines += sent.map { "  \($0)" }
    lines += seen
    return lines.joined(separator: "\n") + "\n"
  }

  private var sent: [String] {
    [
      "Accept: \(subject.settings.accept)",
      "Accept-Encoding: \(subject.settings.enableCompression ? "gzip" : "identity")",
    ]
  }

  private var seen: [String] {
    guard let transfer = report.transfer else { return ["seen: nothing was sent"] }
    var lines: [String] = []
    if let remote = transfer.connection?.remote { lines.append("answered by: \(remote)") }
    lines += transfer.redirects.map { "redirected from: \($0)" }
    if transfer.url != subject.url { lines.append("redirected to: \(transfer.url)") }
    if let response = transfer.response {
      lines.append("status: \(response.status) \(response.reason)")
      lines.append("Content-Type: \(response["Content-Type"] ?? "none")")
    }
    if let format = report.format, report.bodySize > 0 {
      lines.append("body: \(report.bodySize) bytes, read as \(format.mediaType)")
    }
    let phases = phases.map { "\($0.name) \(milliseconds($0.seconds))" }
    lines.append("after: " + phases.joined(separator: ", "))
    lines += transfer.certificates.prefix(1).map {
      "certificate: \($0.subject), for \($0.alternativeNames.joined(separator: ", ")),"
        + " issued by \($0.issuer), until \($0.notAfter)"
    }
    return lines
  }

  private var phases: [(name: String, seconds: Double)] {
    guard let phases = report.transfer?.phases else { return [] }
    let all: [(String, Double?)] = [
      ("name", phases.nameLookup), ("connect", phases.connect), ("tls", phases.tls),
      ("firstByte", phases.firstByte), ("total", phases.total),
    ]
    return all.compactMap { name, seconds in seconds.map { (name, $0) } }
  }

  private func milliseconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10_000).rounded())
    return "\(tenths / 10).\(tenths % 10) ms"
  }

  /// What the API server said, where it was one that refused.
  private var refusal: RefusedScrape? {
    guard case .status(let status, _, let body) = report.failure else { return nil }
    return RefusedScrape(status: status, body: body)
  }
}

extension ScrapeStory {
  /// The report as JSON.
  func node(withSamples: Bool) -> Node {
    var members: [Node.Member] = [
      .init("url", Node(.string(subject.url))), .init("up", number(report.isUp ? 1 : 0)),
      .init("durationSeconds", number(report.duration)),
    ]
    if let failure = report.failure {
      members.append(.init("error", Node(.string(failure.description))))
      members.append(.init("advice", Node(.string(failure.advice))))
    }
    if let response = report.transfer?.response {
      members.append(.init("status", number(Double(response.status))))
      members.append(.init("contentType", Node(.string(response["Content-Type"] ?? ""))))
    }
    if let format = report.format {
      members.append(.init("format", Node(.string(format.mediaType))))
    }
    members += [
      .init("bytes", number(Double(report.bodySize))),
      .init("samplesScraped", number(Double(report.counts.scraped))),
      .init("samplesPostMetricRelabeling", number(Double(report.counts.kept))),
      .init("seriesAdded", number(Double(report.counts.added))),
      .init("families", number(Double(report.counts.families))),
      .init(
        "phases", Node(.object(phases.map { Node.Member($0.name, number($0.seconds)) }))),
      .init("notes", Node(.array(report.notes.map { Node(.string($0)) }))),
    ]
    if let refusal {
      members.append(.init("serverMessage", Node(.string(refusal.message))))
      if let grant = refusal.grant { members.append(.init("grant", Node(.string(grant)))) }
    }
    if withSamples { members.append(.init("samples", samples)) }
    return Node(.object(members))
  }

  private var samples: Node {
    let all = report.samples + report.synthetic(of: subject)
    return Node(
      .array(
        all.map { sample in
          Node(
            .object([
              .init("labels", sample.labels.node),
              .init("value", Node(.string(goFloat(sample.value)))),
              .init("timestamp", Node(.number("\(sample.timestamp)"))),
            ]))
        }))
  }

  private func number(_ value: Double) -> Node { Node(.number(goFloat(value))) }
}
