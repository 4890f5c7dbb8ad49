import Documents
import Foundation
import PrometheusConfiguration
import Relabelling
import Testing
import Transfer

@testable import RemoteWrite
@testable import Scraping

/// How samples are spread over requests, and what is done with answers.
@Suite struct SendingTests {
  private static func sample(_ series: Int32, _ time: Int64) -> LoggedSample {
    LoggedSample(series: series, timestamp: time, value: 1)
  }

  private static let end = LogPosition(segment: 1, offset: 0, sequence: 0)

  @Test(arguments: [1, 2, 3, 7]) func `a request has no series twice, and no lane another's`(
    lanes: Int
  ) {
    let samples = (0..<50).map { Self.sample(Int32($0 % 12), Int64($0)) }
    let window = SendWindow(
      samples, epoch: 1, until: Self.end, lanes: lanes, perRequest: 5, resuming: nil)
    var seen: [LoggedSample] = []
    for (index, lane) in window.lanes.enumerated() {
      var times: [Int32: Int64] = [:]
      for batch in lane.batches.reversed() {
        #expect(batch.samples.count <= 5)
        #expect(Set(batch.samples.map(\.series)).count == batch.samples.count)
        for sample in batch.samples {
          #expect(Int(sample.series) % lanes == index)
          #expect(sample.timestamp > times[sample.series, default: -1])
          times[sample.series] = sample.timestamp
        }
        seen += batch.samples
      }
    }
    #expect(Set(seen) == Set(samples) && seen.count == samples.count)
  }

  @Test func `what was done is not done again, and only the next request is in doubt`() {
    let samples = (0..<40).map { Self.sample(Int32($0 % 4), Int64($0)) }
    func window(_ saved: SendPosition?) -> SendWindow {
      SendWindow(samples, epoch: 1, until: Self.end, lanes: 2, perRequest: 9, resuming: saved)
    }
    let fresh = window(nil)
    var saved = SendPosition(
      start: Self.end, end: Self.end, perRequest: 9, samples: 40, lanes: [3, 0])
    let resumed = window(saved)
    for (lane, finished) in zip(0..<2, [3, 0]) {
      #expect(
        resumed.lanes[lane].batches.map(\.samples)
          == fresh.lanes[lane].batches.dropLast(finished).map(\.samples))
      #expect(
        resumed.lanes[lane].batches.map(\.isInDoubt).reversed()
          == [true] + Array(repeating: false, count: resumed.lanes[lane].batches.count - 1))
    }
    // Other rules than before: nobody knows which requests were which.
    saved.samples = 39
    #expect(window(saved).lanes.map(\.batches.count) == fresh.lanes.map(\.batches.count))
  }

  /// Where most series are gone, numbers are given anew, in the middle of everything.
  @Test func `samples arrive under old numbers and new ones`() throws {
    let lab = try AgentLab()
    var remote = Remote(name: "r", url: "http://127.0.0.1:\(lab.port)/answers/204")
    remote.metadata.send = false
    let agent = try RemoteWriteAgent(
      [remote], folder: lab.folder.appending(path: "log").path,
      limits: LogLimits(segment: 300, total: 1 << 20))
    var settings = ScrapeSettings()
    settings.job = "j"
    let subject = ScrapeSubject(labels: ["job": "j"], url: "", settings: settings)
    for scrape in 0..<6 {
      var report = ScrapeReport(
        time: Int64(scrape) * 1000, duration: 0, failure: nil, transfer: nil)
      for name in ["stays", "n\(scrape)"] {
        let number = try #require(
          agent.numbering.number(of: ["__name__": ByteString(name), "job": "j"], family: nil))
        report.numbered.append(
          NumberedSample(
            series: number, isTracked: true, timestamp: report.time, value: Double(scrape + 1)))
      }
      #expect(agent.take(report, of: subject, at: 0))
      if scrape == 3 { agent.forgetSeries(beyond: 0) }
    }
    agent.flush(on: try TransferLoop(), until: .now + .seconds(10))
    agent.close()
    // 6 times 7 samples, and a marker for each series that went, but for the one at the change.
    let text = try lab.seen("/answers/204").compactMap { $0["text"]?.string }.joined()
    let all = text.split(separator: "timeseries {")
    for scrape in 0..<6 {
      #expect(all.count { $0.contains("\"stays\"") && $0.contains("value: \(scrape + 1)\n") } == 1)
      #expect(
        all.count { $0.contains("\"n\(scrape)\"") && $0.contains("value: \(scrape + 1)\n") } == 1)
    }
    #expect(all.count { $0.contains("value: nan") } == 4)
    #expect(all.count == 6 * 7 + 4)
    #expect(agent.remotes[0].pending == 0 && agent.remotes[0].counts.lost == 0)
  }
}
