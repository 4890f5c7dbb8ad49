import Documents
import Foundation
import ServerLab
import Testing

/// The JSON of `scrape url` and `scrape run`, against targets on loopback.
@Suite struct ScrapeLiveTests {
  @Test func `one scrape tells samples, families and Prometheus' own series`() throws {
    let lab = try LocalTargets.shared.get()
    let (code, node) = try ScrapeContract.ask(
      ["url", "http://\(lab.address("plain"))/good", "--samples"])
    #expect(code == 0)
    #expect(node["up"]?.int == 1)
    #expect(node["samplesScraped"]?.int == 3)
    #expect(node["families"]?.int == 2)
    let samples = try #require(node["samples"]?.array)
    #expect(samples.first?["labels"]?.strings == ["__name__": "good_total", "code": "200"])
    #expect(samples.contains { $0["labels"]?["__name__"]?.string == "up" })
  }

  @Test func `a refusal tells what the server said, and the right that is missing`() throws {
    let lab = try LocalTargets.shared.get()
    let (code, node) = try ScrapeContract.ask(["url", "http://\(lab.address("plain"))/forbidden"])
    #expect(code == 1)
    #expect(node["error"]?.string == "server returned HTTP status 403 Forbidden")
    #expect(node["serverMessage"]?.string?.contains("nodes/proxy") == true)
    #expect(node["grant"]?.string?.contains("nodes/proxy") == true)
  }

  @Test func `a run has each target's health, and the targets that rules drop`() throws {
    let lab = try LocalTargets.shared.get()
    let text = """
      scrape_configs:
      - job_name: a
        metrics_path: /good
        static_configs: [{targets: ['\(lab.address("plain"))', '\(lab.address("closed"))', 'x:1']}]
        relabel_configs: [{source_labels: [__address__], regex: 'x:1', action: drop}]
      - job_name: b
        target_limit: 1
        static_configs: [{targets: ['\(lab.address("plain"))', '\(lab.address("second"))']}]
      """
    try ScrapeContract.withFiles(["p.yml": text]) { folder in
      let (code, node) = try ScrapeContract.ask(["run", "--config", "\(folder)/p.yml", "--once"])
      #expect(code == 1)
      let jobs = try #require(node["jobs"]?.array)
      let targets = try #require(jobs[0]["targets"]?.array)
      #expect(targets.map { $0["health"]?.string } == ["up", "down"])
      #expect(targets[1]["lastError"]?.string?.hasSuffix("connect: connection refused") == true)
      #expect(jobs[0]["dropped"]?.array?.first?["droppedBy"]?.int == 1)
      #expect(
        jobs[1]["targets"]?.array?.map { $0["lastError"]?.string }
          == Array(repeating: "target_limit exceeded (number of targets: 2, limit: 1)", count: 2))
      #expect(node["scrapes"]?.int == 4)
      #expect(node["failed"]?.int == 3)
    }
  }

  @Test func `targets come from an HTTP server`() throws {
    let lab = try LocalTargets.shared.get()
    let text = """
      scrape_configs:
      - job_name: a
        metrics_path: /good
        http_sd_configs: [{url: 'http://\(lab.address("plain"))/targets'}]
      """
    try ScrapeContract.withFiles(["p.yml": text]) { folder in
      let (code, node) = try ScrapeContract.ask(["run", "--config", "\(folder)/p.yml"])
      #expect(code == 0)
      let target = try #require(node["jobs"]?.array?.first?["targets"]?.array?.first)
      #expect(target["health"]?.string == "up")
      #expect(
        target["labels"]?.strings
          == ["instance": lab.address("second"), "job": "a", "team": "x"])
    }
  }

  @Test func `a file of targets that changes is read again during a run`() throws {
    let lab = try LocalTargets.shared.get()
    let text = """
      global: {scrape_interval: 1s, scrape_timeout: 1s}
      scrape_configs:
      - job_name: a
        metrics_path: /good
        file_sd_configs: [{files: [t.json]}]
      """
    let before = #"[{"targets":["\#(lab.address("plain"))"]}]"#
    let after = #"[{"targets":["\#(lab.address("second"))"]}]"#
    try ScrapeContract.withFiles(["p.yml": text, "t.json": before]) { folder in
      let writer = Thread {
        Thread.sleep(forTimeInterval: 1.5)
        try? Data(after.utf8).write(to: URL(filePath: "\(folder)/t.json"))
      }
      writer.start()
      let (_, node) = try ScrapeContract.ask(["run", "--config", "\(folder)/p.yml", "--for", "6s"])
      let targets = try #require(node["jobs"]?.array?.first?["targets"]?.array)
      #expect(targets.map { $0["labels"]?["instance"]?.string } == [lab.address("second")])
      #expect(targets.first?["health"]?.string == "up")
      // Both were scraped, each in its time.
      #expect((4...7).contains(node["scrapes"]?.int ?? 0))
    }
  }
}
