import Relabelling
import Scraping
import ServerLab
import Testing
import Transfer

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

/// Targets that come and go while a loop runs.
@Suite struct ChangingLoopTests {
  @Test func `scrapes what is added, and what is removed no more`() throws {
    let lab = try LocalTargets.shared.get()
    var settings = ScrapeSettings()
    settings.interval = .milliseconds(100)
    settings.timeout = .milliseconds(100)
    let subjects = ["/good", "/doubles"].map {
      ScrapeSubject(labels: [:], url: "http://\(lab.address("plain"))\($0)", settings: settings)
    }
    var counts = [0, 0]
    var atChange = 0
    let loop = try ScrapeLoop([subjects[0]]) { index, _ in counts[index] += 1 }
    var isChanged = false
    let work: (TransferLoop) -> Duration = { _ in
      if !isChanged, counts[0] > 2 {
        isChanged = true
        atChange = counts[0]
        loop.add(subjects[1])
        loop.remove(0)
      }
      return .milliseconds(20)
    }
    loop.run(until: .now + .seconds(2), alongside: work)
    #expect(isChanged)
    // One may have been under way.
    #expect(counts[0] <= atChange + 1)
    #expect(counts[1] > 2)
  }
}
