import Relabelling
import Scraping
import ServerLab
import Testing

/// Scrapes at intervals: each target at its own moment, none left out.
@Suite struct ScrapeLoopTests {
  @Test func `scrapes every target in every interval`() throws {
    let lab = try LocalTargets.shared.get()
    var settings = ScrapeSettings()
    settings.interval = .seconds(1)
    settings.timeout = .milliseconds(800)
    let subjects = (0..<40).map { number in
      ScrapeSubject(
        labels: ["instance": ByteString("\(number)")],
        url: "http://\(lab.address("plain"))/plain/\(number)", settings: settings)
    }
    var times: [Int: [Int64]] = [:]
    let loop = try ScrapeLoop(subjects) { index, report in
      #expect(report.isUp, "\(report.failure as Any)")
      times[index, default: []].append(report.time)
    }
    loop.run(until: .now + .milliseconds(3000))
    #expect(loop.missed == 0)
    #expect(times.count == 40)
    #expect(times.values.allSatisfy { $0.count == 3 })
    // Spread over the interval, not all at once.
    let moments = Set(times.values.compactMap(\.first).map { $0 / 100 })
    #expect(moments.count > 5)
    for scrapes in times.values {
      for (first, second) in zip(scrapes, scrapes.dropFirst()) {
        #expect(abs(second - first - 1000) < 500)
      }
    }
  }

  @Test func `series that come again are not new`() throws {
    let lab = try LocalTargets.shared.get()
    var settings = ScrapeSettings()
    settings.interval = .milliseconds(500)
    settings.timeout = .milliseconds(500)
    let subject = ScrapeSubject(
      labels: ["job": "j"], url: "http://\(lab.address("plain"))/many", settings: settings)
    var added: [Int] = []
    let loop = try ScrapeLoop([subject]) { _, report in added.append(report.counts.added) }
    loop.run(until: .now + .milliseconds(1400))
    #expect(added.first == 50)
    #expect(added.dropFirst().allSatisfy { $0 == 0 })
  }
}
