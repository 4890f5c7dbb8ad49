import Exposition
import Relabelling
import Scraping
import ServerLab
import Testing
import Transfer

/// The same targets, asked by Debian's Prometheus 2.42 and by us: same `up`, same words, same
/// samples.
@Suite struct PrometheusComparisonTests {
  /// A target, how it is asked, and the words of Prometheus 3 where 2.42 has others.
  struct Row: Sendable {
    var server: String
    var path: String
    var scheme = "http"
    var host = "127.0.0.1"
    var authority: String?
    var newerWords: String?
  }

  static let rows: [Row] =
    [
      "good", "openmetrics", "conflict", "timestamps", "numbers", "empty", "empty-status",
      "unavailable", "missing", "unauthorized", "forbidden", "no-end", "two-ends",
      "twice-labelled", "nul", "doubles", "far", "gzip", "not-gzip", "cut-gzip", "loop",
      "there", "elsewhere", "ftp", "slow-head", "short", "drip", "many",
    ].map { Row(server: "plain", path: $0) } + [
      Row(server: "plain", path: "html", newerWords: "received unsupported Content-Type"),
      Row(server: "plain", path: "no-type", newerWords: "sending blank Content-Type"),
      Row(server: "plain", path: "html-as-text", newerWords: "expected a valid start token"),
      Row(server: "plain", path: "json-as-text", newerWords: "expected equal, got \":\""),
      Row(server: "plain", path: "no-value", newerWords: "expected value after metric, got"),
      Row(server: "plain", path: "prose", newerWords: "parsing \"world\": invalid syntax while"),
      Row(server: "plain", path: "carriage-return", newerWords: "parsing \"1\\r\": invalid syntax"),
      Row(server: "plain", path: "bad-utf8", newerWords: "invalid UTF-8 label value: "),
    ]
    + ["closing", "resetting", "silent", "half-closed", "closed"].map { Row(server: $0, path: "m") }
    + ["closing", "silent", "half-closed", "plain", "tls-good", "tls-named", "tls-addressed"].map {
      Row(server: $0, path: "good", scheme: "https", authority: "ca")
    }
    + ["tls-named", "tls-nameless", "tls-addressed"].map {
      Row(server: $0, path: "good", scheme: "https", host: "localhost", authority: "ca")
    } + [
      Row(server: "tls-good", path: "good", scheme: "https", authority: "stranger"),
      Row(server: "tls-good", path: "good"),
      Row(
        server: "tls-expired", path: "good", scheme: "https", authority: "ca",
        newerWords: "x509: certificate has expired or is not yet valid: current time"),
    ]

  @Test func `says what Prometheus says, and stores what it stores`() throws {
    let lab = try LocalTargets.shared.get()
    guard let prometheus = try RealPrometheus(configuration: Self.configuration(lab)) else {
      return
    }
    let errors = try prometheus.lastErrors(of: Self.rows.count)
    let reports = try Scraper().scrape(Self.rows.indices.map { Self.subject($0, lab) })
    for (index, row) in Self.rows.enumerated() {
      let report = reports[index]
      let theirs = try #require(errors["j\(index)"])
      let ours = report.failure?.description ?? ""
      if let words = row.newerWords {
        #expect(ours.contains(words), "\(row)")
      } else {
        #expect(Self.comparable(ours) == Self.comparable(theirs), "\(row)")
      }
      if theirs.isEmpty, ours.isEmpty {
        let stored = try prometheus.samples(of: "j\(index)")
        let differing = Self.difference(
          Self.stored(report, Self.subject(index, lab)), Self.stored(stored))
        #expect(differing.isEmpty, "\(row)")
      }
    }
  }

  private static func configuration(_ lab: LocalTargets) -> String {
    var text = "global: {scrape_interval: 4s, scrape_timeout: 2s}\nscrape_configs:\n"
    for (index, row) in rows.enumerated() {
      let address = lab.address(row.server, host: row.host)
      text += "- {job_name: j\(index), scheme: \(row.scheme), metrics_path: /\(row.path),"
      text += " static_configs: [{targets: ['\(address)']}]"
      if let authority = row.authority {
        text += ", tls_config: {ca_file: '\(lab.folder)/\(authority).crt'}"
      }
      text += "}\n"
    }
    return text
  }

  private static func subject(_ index: Int, _ lab: LocalTargets) -> ScrapeSubject {
    let row = rows[index]
    let address = lab.address(row.server, host: row.host)
    var settings = ScrapeSettings()
    settings.timeout = .seconds(2)
    if let authority = row.authority {
      settings.client.tls.authorities = .file("\(lab.folder)/\(authority).crt")
    }
    return ScrapeSubject(
      labels: ["job": ByteString("j\(index)"), "instance": ByteString(address)],
      url: "\(row.scheme)://\(address)/\(row.path)", settings: settings)
  }

  /// Without the port that the kernel chose for us and what Go 1.20 put before the words.
  private static func comparable(_ words: String) -> String {
    let plain = words.replacing("tls: failed to verify certificate: ", with: "")
    guard let arrow = plain.firstRange(of: "->"), let call = plain.firstRange(of: " tcp ") else {
      return plain
    }
    return String(plain[..<call.upperBound]) + String(plain[arrow.lowerBound...])
  }

  private static func difference(_ ours: [String: String], _ theirs: [String: String]) -> [String] {
    Set(ours.keys).union(theirs.keys).filter { ours[$0] != theirs[$0] }
      .map { "\($0): \(ours[$0] ?? "none"), not \(theirs[$0] ?? "none")" }.sorted()
  }

  private static func stored(_ report: ScrapeReport, _ subject: ScrapeSubject) -> [String: String] {
    var samples: [String: String] = [:]
    for sample in report.samples + report.synthetic(of: subject) {
      let labels = sample.labels.labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      if samples[labels] == nil { samples[labels] = goFloat(sample.value) }
    }
    return stored(samples)
  }

  /// 2.42 leaves `le` as it is, no two scrapes take the same time, and only the first adds series.
  private static func stored(_ samples: [String: String]) -> [String: String] {
    var result: [String: String] = [:]
    for (labels, value) in samples {
      let isPassing = ["scrape_duration_seconds", "scrape_series_added"].contains {
        labels.contains("__name__=\($0)")
      }
      result[labels.replacing("le=1.0", with: "le=1")] = isPassing ? "" : value
    }
    return result
  }
}
