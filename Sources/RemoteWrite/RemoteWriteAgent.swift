import Glibc
import Relabelling
public import Scraping
public import Transfer

/// Hands the samples of scrapes on to remotes, by way of a write-ahead log (Prometheus' agent mode).
///
/// It belongs to the thread that scrapes: what it sends goes over the same loop, between scrapes.
public final class RemoteWriteAgent {
  private let log: WriteAheadLog
  private let table = SeriesTable()
  private let senders: [RemoteSender]
  private var targets: [Int: TargetSeries] = [:]
  private var scrape: UInt32 = 0
  private var nextHousekeeping = ContinuousClock.now + .seconds(60)
  /// What became of samples on their way into the log.
  public private(set) var counts = AgentCounts()
  /// What was found in the folder, in sentences.
  public let notes: [String]

  /// Opens the log in `folder` and goes on where the agent before ended.
  public init(
    _ remotes: [Remote], folder: String, limits: LogLimits = LogLimits()
  ) throws(RemoteWriteError) {
    log = try WriteAheadLog(folder, limits)
    let names = RemoteNames(remotes)
    let adopted = try names.settle(in: log.folder)
    var senders: [RemoteSender] = []
    for (remote, name) in zip(remotes, names.fileNames) {
      senders.append(try RemoteSender(remote, log, fileName: name))
    }
    self.senders = senders
    notes = log.notes + adopted
    counts.found = senders.map(\.pending).max() ?? 0
    table.renew(epoch: log.epoch)
    table.onDefinition = { [unowned self] record in
      log.define(record)
      for sender in self.senders { sender.take(record, epoch: log.epoch) }
    }
  }

  /// What scrapes number their series with.
  public var numbering: any SeriesNumbering { table }

  /// Writes the samples of a scrape, the series that Prometheus itself writes for it, and a marker
  /// for each series that has ended. When this returns true they outlive the program.
  @discardableResult
  public func take(_ report: ScrapeReport, of subject: ScrapeSubject, at target: Int) -> Bool {
    scrape &+= 1
    var series = current(target)
    var samples: [LoggedSample] = []
    samples.reserveCapacity(report.numbered.count + 8)
    var seen: [Int32] = []
    seen.reserveCapacity(report.numbered.count)
    for sample in report.numbered {
      add(sample.series, sample.timestamp, sample.value, to: &samples)
      if sample.isTracked {
        table.see(sample.series, in: scrape)
        seen.append(sample.series)
      }
    }
    markEnds(series.scraped, at: report.time, in: &samples)
    series.scraped = seen
    series.own = []
    for sample in report.synthetic(of: subject) {
      guard let number = table.number(of: sample.labels, family: nil) else { continue }
      series.own.append(number)
      add(number, sample.timestamp, sample.value, to: &samples)
    }
    targets[target] = series
    return write(samples)
  }

  /// Marks the end of every series of a target that is no longer scraped.
  @discardableResult
  public func retire(_ target: Int, at time: Int64) -> Bool {
    scrape &+= 1
    let series = current(target)
    targets[target] = nil
    var samples: [LoggedSample] = []
    markEnds(series.scraped + series.own, at: time, in: &samples)
    return write(samples)
  }

  /// The series of a target; none where their numbers no longer hold.
  private func current(_ target: Int) -> TargetSeries {
    guard let known = targets[target], known.epoch == table.epoch else {
      return TargetSeries(epoch: table.epoch)
    }
    return known
  }

  private func add(
    _ number: Int32, _ time: Int64, _ value: Double, to samples: inout [LoggedSample]
  ) {
    guard table.advance(number, to: time) else {
      counts.outOfOrder += 1
      return
    }
    samples.append(LoggedSample(series: number, timestamp: time, value: value))
  }

  private func markEnds(_ numbers: [Int32], at time: Int64, in samples: inout [LoggedSample]) {
    for number in numbers where !table.wasSeen(number, in: scrape) {
      // A series that is there twice ends once.
      table.see(number, in: scrape)
      guard table.advance(number, to: time) else { continue }
      samples.append(
        LoggedSample(series: number, timestamp: time, value: StaleMarker.value))
      counts.staleMarkers += 1
    }
  }

  private func write(_ samples: [LoggedSample]) -> Bool {
    do throws(RemoteWriteError) {
      try log.append(samples)
      counts.written += samples.count
      return true
    } catch {
      counts.notWritten += samples.count
      counts.lastError = error.description
      return false
    }
  }
}

extension RemoteWriteAgent {
  /// Sends what there is to send; returns how long nothing will be to do.
  public func work(on loop: TransferLoop) -> Duration { work(on: loop, isFlushing: false) }

  private func work(on loop: TransferLoop, isFlushing: Bool) -> Duration {
    var pause = Duration.milliseconds(200)
    for sender in senders {
      pause = min(pause, sender.work(on: loop, isFlushing: isFlushing))
      sender.sendMetadata({ table.knownFamilies }, on: loop)
    }
    forgetWhatIsDone()
    if .now >= nextHousekeeping {
      nextHousekeeping = .now + .seconds(60)
      forgetSeries(beyond: 50_000 + table.count / 2)
    }
    return max(pause, .milliseconds(1))
  }

  /// Sends until nothing is left, until `end`, or until `isOver`.
  public func flush(
    on loop: TransferLoop, until end: ContinuousClock.Instant, isOver: () -> Bool = { false }
  ) {
    while senders.contains(where: { $0.pending > 0 }), .now < end, !isOver() {
      loop.wait(atMost: min(work(on: loop, isFlushing: true), .milliseconds(100)))
    }
  }

  /// Closes the log: what was not sent is sent by the agent that opens it next.
  public func close() {
    do throws(RemoteWriteError) {
      try log.sync()
    } catch {
      counts.lastError = error.description
    }
  }

  /// Each remote and what became of its samples.
  public var remotes: [(remote: Remote, counts: SendCounts, pending: Int)] {
    senders.map { ($0.remote, $0.counts, $0.pending) }
  }

  /// The folder of the log.
  public var folder: String { log.folder.path }

  /// The bytes of the log.
  public var logSize: Int { log.segments.reduce(0) { $0 + $1.size } }

  private func forgetWhatIsDone() {
    guard log.segments.count > 1 else { return }
    let places = senders.map { $0.pending == 0 ? log.end : $0.done }
    if let first = places.min(by: { $0.sequence < $1.sequence }) { log.forget(before: first) }
  }

  /// Begins new numbers where most belong to series that are gone, as pods come and go.
  func forgetSeries(beyond spare: Int) {
    let live = targets.values.reduce(0) { $0 + $1.scraped.count + $1.own.count }
    guard table.count > live + spare else { return }
    do throws(RemoteWriteError) {
      try log.renew()
      table.renew(epoch: log.epoch)
    } catch {
      counts.lastError = error.description
    }
  }
}

/// The series that a target had in its last scrape.
struct TargetSeries {
  var epoch: UInt32
  /// Those whose end is marked.
  var scraped: [Int32] = []
  /// `up` and its like.
  var own: [Int32] = []
}

/// What became of samples on their way into the log.
public struct AgentCounts: Sendable, Hashable {
  /// Samples in the log, markers among them.
  public var written = 0
  /// Markers of series that have ended.
  public var staleMarkers = 0
  /// Samples whose series had one of that time already, or a later one.
  public var outOfOrder = 0
  /// Samples that the disk did not take.
  public var notWritten = 0
  /// Samples of the agent before that were still to be sent.
  public var found = 0
  /// The words of the last failure.
  public var lastError = ""
}
