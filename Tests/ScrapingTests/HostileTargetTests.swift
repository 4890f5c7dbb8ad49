import Documents
import Relabelling
import Scraping
import ServerLab
import Testing
import Transfer

/// Targets that mean harm: limits hold, credentials stay, and others are not held up.
@Suite(.serialized) struct HostileTargetTests {
  private static func subject(
    _ url: String, _ change: (inout ScrapeSettings) -> Void = { _ in }
  ) -> ScrapeSubject {
    var settings = ScrapeSettings()
    settings.timeout = .seconds(3)
    change(&settings)
    return ScrapeSubject(labels: ["job": "j"], url: url, settings: settings)
  }

  private static func plain(_ path: String) throws -> String {
    "http://\(try LocalTargets.shared.get().address("plain"))/\(path)"
  }

  @Test(arguments: ["endless", "bomb", "wide"])
  func `a body ends at its limit`(_ path: String) throws {
    let subject = Self.subject(try Self.plain(path)) { $0.limits.bodySize = 1 << 20 }
    let report = try Scraper().scrape([subject])[0]
    #expect(report.failure == .bodySize(limit: (1 << 20) - 1))
    #expect(report.duration < 2)
    #expect(report.failure?.description == "body size limit exceeded")
  }

  @Test func `a flood of header fields ends`() throws {
    let report = try Scraper().scrape([Self.subject(try Self.plain("headers"))])[0]
    let words = "net/http: server response headers exceeded 10485760 bytes; aborted"
    #expect(report.failure?.description.hasSuffix(words) == true, "\(report.failure as Any)")
  }

  @Test func `others are scraped on time beside all that is slow or large`() throws {
    let lab = try LocalTargets.shared.get()
    var subjects = try ["endless", "bomb", "drip", "slow-head", "headers", "loop"].map { path in
      Self.subject(try Self.plain(path)) { $0.limits.bodySize = 8 << 20 }
    }
    for server in ["silent", "half-closed", "resetting", "closing"] {
      subjects.append(Self.subject("https://\(lab.address(server))/m"))
    }
    for number in 0..<20 { subjects.append(Self.subject(try Self.plain("plain/\(number)"))) }
    let reports = try Scraper().scrape(subjects)
    for report in reports.prefix(10) {
      #expect(!report.isUp)
      #expect(report.duration < 3.5)
    }
    for report in reports.suffix(20) {
      #expect(report.isUp, "\(report.failure as Any)")
      #expect(report.duration < 2)
    }
  }

  @Test func `credentials do not follow a redirect to another host`() throws {
    let lab = try LocalTargets.shared.get()
    let scraper = try Scraper()
    let subject = Self.subject(try Self.plain("elsewhere")) {
      $0.client.authorization = .credentials(type: "Bearer", .text("secret"))
      $0.client.headers = [ScrapeHeader("X-Api-Key", .text("secret"))]
    }
    #expect(scraper.scrape([subject])[0].isUp)
    let seen = try Transferrer().perform(
      TransferRequest(url: "http://\(lab.address("second"))/seen"))
    let text = String(decoding: seen.response?.body ?? [], as: UTF8.self)
    let plain = String(
      decoding: try Transferrer().perform(TransferRequest(url: try Self.plain("seen"))).response?
        .body ?? [], as: UTF8.self)
    let wasGiven = plain.contains("Bearer secret")
    #expect(wasGiven)
    #expect(text.contains("/taken"))
    let isLeaked = text.contains("secret")
    #expect(!isLeaked)
  }

  @Test func `tells what is stored otherwise than it looks`() throws {
    let scraper = try Scraper()
    func notes(_ path: String) throws -> String {
      scraper.scrape([Self.subject(try Self.plain(path))])[0].notes.joined(separator: "\n")
    }
    #expect(try notes("up").contains("up cannot be trusted"))
    #expect(try notes("doubles").contains("1 samples are told twice"))
    #expect(try notes("far").contains("ten minutes ahead"))
    #expect(try notes("empty").contains("no samples"))
  }

  @Test(arguments: [
    ("many", ScrapeFailure.samples(limit: 10), "sample limit exceeded")
  ])
  func `limits fail the whole scrape`(
    _ row: (path: String, failure: ScrapeFailure, words: String)
  ) throws {
    let subject = Self.subject(try Self.plain(row.path)) { $0.limits.samples = 10 }
    let report = try Scraper().scrape([subject])[0]
    #expect(report.failure == row.failure)
    #expect(report.failure?.description == row.words)
    #expect(report.samples.isEmpty)
    #expect(report.counts.scraped == 50)
  }

  @Test func `asks as Prometheus 3 asks`() throws {
    _ = try Scraper().scrape([Self.subject(try Self.plain("plain/headers"))])
    let seen = try Transferrer().perform(TransferRequest(url: try Self.plain("seen")))
    let node = try Node(parsingJSON: seen.response?.body ?? [])
    let fields = try #require(node["/plain/headers"]?.array?.last)
    #expect(
      fields["Accept"]?.string
        == "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
        + "application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
        + "*/*;q=0.2")
    #expect(fields["Accept-Encoding"]?.string == "gzip")
    #expect(fields["X-Prometheus-Scrape-Timeout-Seconds"]?.string == "3")
    #expect(fields["User-Agent"]?.string?.hasPrefix("Prometheus/3") == true)
  }
}
