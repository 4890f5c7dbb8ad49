import Documents
import PrometheusConfiguration
import Relabelling
import Scraping
import ServerLab
import Testing

/// How targets are asked — tokens, proxies, files that are missing — by Debian's Prometheus 2.42 and
/// by us: the same words.
@Suite struct CredentialComparisonTests {
  /// A job's settings, with the words of Prometheus 3 where 2.42 has others. `P` stands for the
  /// port of the server, `C` for one that is closed.
  static let rows: [(settings: String, newerWords: String?)] = [
    ("oauth2: {client_id: a b, client_secret: c, token_url: 'http://127.0.0.1:P/token'}", nil),
    (
      "oauth2: {client_id: a, client_secret: c, token_url: 'http://127.0.0.1:P/token-in-body'}", nil
    ),
    (
      "oauth2: {client_id: a, client_secret: c, token_url: 'http://127.0.0.1:P/token-missing'}", nil
    ),
    ("oauth2: {client_id: a, client_secret: c, token_url: 'http://127.0.0.1:P/token-prose'}", nil),
    ("oauth2: {client_id: a, client_secret: c, token_url: 'http://127.0.0.1:C/token'}", nil),
    (
      "oauth2: {client_id: a, client_secret: c, token_url: 'http://127.0.0.1:P/token-denied'}",
      "oauth2: \"invalid_client\" \"who are you\""
    ),
    (
      "oauth2: {client_id: a, client_secret_file: /none, token_url: 'http://127.0.0.1:P/token'}",
      "unable to read oauth2 client secret: unable to read file /none: open /none: no such file"
    ),
    (
      "authorization: {credentials_file: /none}",
      "unable to read authorization credentials: unable to read file /none: open /none: no such file"
    ),
    ("proxy_url: 'http://127.0.0.1:P'", nil), ("proxy_url: 'http://127.0.0.1:C'", nil),
    ("{scheme: https, proxy_url: 'http://127.0.0.1:P'}", nil),
  ]

  @Test func `says what Prometheus says`() throws {
    let lab = try LocalTargets.shared.get()
    let text = Self.configuration(lab)
    guard let prometheus = try RealPrometheus(configuration: text) else { return }
    let errors = try prometheus.lastErrors(of: Self.rows.count)
    let jobs = try Configuration(parsing: Array(text.utf8)).scrapeJobs
    let reports = try Scraper().scrape(
      jobs.map { job in
        ScrapeSubject(
          labels: LabelSet([]), url: "\(job.scheme)://\(lab.address("plain"))/good",
          settings: ScrapeSettings(job))
      })
    for (index, row) in Self.rows.enumerated() {
      let theirs = try #require(errors["j\(index)"])
      let ours = reports[index].failure?.description ?? ""
      if let words = row.newerWords {
        #expect(ours.contains(words) && !theirs.isEmpty, "\(row.settings)")
      } else {
        #expect(ours == theirs, "\(row.settings)")
      }
    }
  }

  @Test func `asks for one token, and shows it to each target`() throws {
    let lab = try LocalTargets.shared.get()
    let text = """
      scrape_configs:
      - job_name: a
        oauth2: {client_id: me, client_secret: s, token_url: 'http://\(lab.address("second"))/token-once',
          scopes: [r, w], endpoint_params: {audience: x y}}
      """
    let job = try #require(try Configuration(parsing: Array(text.utf8)).scrapeJobs.first)
    let subjects = (0..<5).map { number in
      ScrapeSubject(
        labels: LabelSet([]), url: "http://\(lab.address("second"))/plain/token-\(number)",
        settings: ScrapeSettings(job))
    }
    let reports = try Scraper().scrape(subjects)
    #expect(reports.map(\.isUp) == Array(repeating: true, count: 5))
    let seen = try lab.seen(by: "second")
    #expect(seen["/token-once"]?.array?.count == 1)
    #expect(
      seen["/token-once"]?.array?.first?["form"]?.string
        == "audience=x+y&grant_type=client_credentials&scope=r+w")
    #expect(seen["/plain/token-4"]?.array?.first?["Authorization"]?.string == "Bearer abc")
  }

  private static func configuration(_ lab: LocalTargets) -> String {
    var text = "global: {scrape_interval: 4s, scrape_timeout: 2s}\nscrape_configs:\n"
    for (index, row) in rows.enumerated() {
      let settings = row.settings
        .replacing("1:P", with: "1:\(lab.ports["plain"] ?? 0)")
        .replacing("1:C", with: "1:\(lab.ports["closed"] ?? 0)")
      let inner = settings.hasPrefix("{") ? String(settings.dropFirst().dropLast()) : settings
      text += "- {job_name: j\(index), metrics_path: /good, \(inner),"
      text += " static_configs: [{targets: ['\(lab.address("plain"))']}]}\n"
    }
    return text
  }
}
