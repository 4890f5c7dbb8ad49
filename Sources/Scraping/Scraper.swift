public import Transfer

/// Scrapes targets once, each with its own deadline, at most so many at a time.
public final class Scraper {
  private let loop: TransferLoop
  private let tokens = TokenDesk()

  /// A scraper without connections.
  public init() throws(TransferError) { loop = try TransferLoop(idleConnections: 64) }

  /// Scrapes each subject once; reports come in the order of the subjects. Samples are told with
  /// their labels, or by the numbers that `numbering` gives.
  public func scrape(
    _ subjects: [ScrapeSubject], atOnce limit: Int = 200, keepingSamples: Bool = true,
    numbering: (any SeriesNumbering)? = nil, progress: (Int) -> Void = { _ in }
  ) -> [ScrapeReport] {
    let results = Results(count: subjects.count)
    var next = 0
    while results.done < subjects.count {
      while next < subjects.count, next - results.done < limit {
        let index = next
        next += 1
        let scrape = ActiveScrape(
          subjects[index], keepsSamples: keepingSamples, numbering: numbering, tokens: tokens)
        scrape.start(on: loop) { results.take($0, at: index) }
      }
      if results.done < subjects.count { loop.wait() }
      progress(results.done)
    }
    return results.reports.compactMap { $0 }
  }

  private final class Results {
    var reports: [ScrapeReport?]
    var done = 0

    init(count: Int) { reports = Array(repeating: nil, count: count) }

    func take(_ report: ScrapeReport, at index: Int) {
      reports[index] = report
      done += 1
    }
  }
}
