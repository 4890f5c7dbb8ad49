import ArgumentParser
import Documents
import Exposition
import Relabelling
import Scraping
import Transfer

/// `diagnose scrape URL`: one scrape, told in words.
struct ScrapeURL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url",
    abstract: "Scrape one URL once, as Prometheus would, and tell what happened.",
    discussion: """
      Examples:
        diagnose scrape http://10.42.0.38:8082/metrics
        diagnose scrape https://192.168.1.10:10250/metrics/cadvisor --bearer-token-file token \\
          --insecure-skip-verify

      Exits with 0 when the target is up and with 1 when it is down.
      """)

  @Argument(help: ArgumentHelp("What to ask.", valueName: "url"))
  var url: String

  @OptionGroup var client: ScrapeClientOptions

  @Option(help: ArgumentHelp("How long it may take in all, as 10s or 500ms.", valueName: "time"))
  var scrapeTimeout = "10s"

  @Option(
    help: ArgumentHelp("The most bytes a body may have; 0 for Prometheus' own.", valueName: "n"))
  var bodySizeLimit = 0

  @Option(
    help: ArgumentHelp(
      "What the body is when its Content-Type does not say, as PrometheusText0.0.4.",
      valueName: "protocol"),
    transform: { name in
      guard let known = ScrapeProtocol(rawValue: name) else {
        let names = ScrapeProtocol.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--fallback-scrape-protocol is one of \(names)")
      }
      return known
    })
  var fallbackScrapeProtocol: ScrapeProtocol?

  @Flag(help: "Tell the samples too.")
  var samples = false

  @Option(help: "What to print: text or json.")
  var output = OutputFormat.text

  func run() throws {
    var settings = ScrapeSettings()
    settings.timeout = try TimeSpan(scrapeTimeout, option: "--scrape-timeout").duration
    settings.interval = settings.timeout
    settings.limits.bodySize = bodySizeLimit
    settings.fallback = fallbackScrapeProtocol?.format
    settings.client = try client.client()
    let subject = ScrapeSubject(labels: [:], url: url, settings: settings)
    let report = try ScrapeRunner.scrape([subject], keepingSamples: samples)[0]
    let story = ScrapeStory(subject: subject, report: report)
    switch output {
    case .text: print(story.text, terminator: "")
    case .json: print(story.node(withSamples: samples).json)
    }
    if !report.isUp { throw ExitCode.blocked }
  }
}

/// A time as Prometheus writes it, in one unit: `500ms`, `10s`, `5m`, `1h`.
struct TimeSpan {
  let duration: Duration

  init(_ text: String, option: String) throws {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), count > 0, count < 1 << 40 else {
      throw failure(.usage, "\(option) \(text) is not a time; write 500ms, 10s, 5m or 1h")
    }
    switch text.dropFirst(digits.count) {
    case "ms": duration = .milliseconds(count)
    case "s": duration = .seconds(count)
    case "m": duration = .seconds(count * 60)
    case "h": duration = .seconds(count * 3600)
    case _:
      throw failure(.usage, "\(option) \(text) is not a time; write 500ms, 10s, 5m or 1h")
    }
  }
}

/// Scrapes on the calling thread.
enum ScrapeRunner {
  static func scrape(
    _ subjects: [ScrapeSubject], keepingSamples: Bool,
    numbering: (any SeriesNumbering)? = nil, progress: (Int) -> Void = { _ in }
  ) throws -> [ScrapeReport] {
    do throws(TransferError) {
      return try Scraper().scrape(
        subjects, keepingSamples: keepingSamples, numbering: numbering, progress: progress)
    } catch {
      throw failure(.internalFault, error.description)
    }
  }
}
