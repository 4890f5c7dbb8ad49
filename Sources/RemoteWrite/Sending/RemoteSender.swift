import Glibc
import PrometheusConfiguration
import Scraping
import Transfer

/// Sends what the log has to one remote, in order, until the receiver has it.
///
/// It takes a piece of the log at a time, spreads it over lanes by series, and goes on when all of it
/// was taken, or refused for good. Where the piece begins and ends, and how it was cut, is written
/// down before it is sent: a program that was killed sends the very same requests again, and each of
/// them has either been taken as a whole or not at all.
final class RemoteSender {
  let remote: Remote
  private(set) var counts = SendCounts()
  private let log: WriteAheadLog
  private let positionFile: DiskFile
  private var reader: LogReader
  /// All before this is done with.
  private(set) var done: LogPosition
  private var window: SendWindow?
  private var series: [UInt32: RemoteSeries] = [:]
  private var laneCount: Int
  /// What was under way when the program before ended.
  private var resumed: SendPosition?
  private var firstPending: ContinuousClock.Instant?
  var metadataClock: MetadataClock?

  /// How many requests are made ready in one go: each takes milliseconds of the thread that scrapes.
  private static let mostAtOnce = 4
  /// How far one lane may be ahead of another, in milliseconds: a receiver refuses what is too far
  /// behind the newest sample it has (Prometheus after an hour).
  private static let longestSpan: Int64 = 600_000
  /// More than `max_shards` is by default.
  private static let mostLanes = 200

  init(_ remote: Remote, _ log: WriteAheadLog, fileName: String) throws(RemoteWriteError) {
    (self.remote, self.log) = (remote, log)
    let path = log.folder.position(fileName)
    let isNew = access(path, F_OK) != 0
    positionFile = try DiskFile(path, O_RDWR | O_CREAT)
    let saved = isNew ? nil : SendPosition(positionFile)
    let oldest = log.segments.first
    done =
      saved?.start
      ?? LogPosition(
        segment: oldest?.number ?? log.end.segment, offset: LogSegment.headSize,
        sequence: oldest?.firstSequence ?? log.end.sequence)
    // After a power cut the log may end before what was sent.
    let isBeyond = done.sequence > log.end.sequence
    if isBeyond { done = log.end }
    resumed = saved?.isInDoubt == true && !isBeyond ? saved : nil
    laneCount = min(max(remote.queue.minShards, 1), Self.mostLanes)
    metadataClock = MetadataClock(remote)
    reader = LogReader(log, at: done)
    for epoch in Set(log.segments.map(\.epoch)) {
      try load(epoch)
    }
    if resumed == nil { try save() }
  }

  private func load(_ epoch: UInt32) throws(RemoteWriteError) {
    for record in try log.definitions(of: epoch) { take(record, epoch: epoch) }
  }

  /// Takes what a number stands for.
  func take(_ record: SeriesRecord, epoch: UInt32) {
    series[
      epoch,
      default: RemoteSeries(externalLabels: remote.externalLabels, rules: remote.rules)
    ].take(record)
  }

  /// Metadata that is not taken is no loss: it is only told.
  func noteMetadata(_ result: TransferResult) {
    switch SendVerdict(result, message: remote.message) {
    case .taken: break
    case .again(let words, _), .refused(let words, _): counts.lastError = "metadata: \(words)"
    }
  }

  /// How many samples are in the log and not done with.
  var pending: Int { Int(log.end.sequence - min(done.sequence, log.end.sequence)) }

  /// Writes down what is done with, and what is under way.
  private func save() throws(RemoteWriteError) {
    let position = SendPosition(
      start: done, end: window?.end ?? done, perRequest: window?.perRequest ?? perRequest,
      samples: window?.count ?? 0, lanes: window?.lanes.map(\.finished) ?? [0])
    try positionFile.write(position.bytes, at: 0)
  }

  private var perRequest: Int { max(remote.queue.maxSamplesPerSend, 1) }
}

extension RemoteSender {
  /// Does what there is to do now; returns how long nothing will be.
  func work(on loop: TransferLoop, isFlushing: Bool) -> Duration {
    let now = ContinuousClock.now
    if window == nil {
      do throws(RemoteWriteError) {
        if let pause = try open(now, isFlushing: isFlushing) { return pause }
      } catch {
        (counts.lastError, counts.isFailing) = (error.description, true)
        return .seconds(1)
      }
    }
    return send(on: loop, now)
  }

  /// Opens the next window; how long to wait where it is not worth it yet.
  private func open(
    _ now: ContinuousClock.Instant, isFlushing: Bool
  ) throws(RemoteWriteError) -> Duration? {
    guard pending > 0 else {
      firstPending = nil
      return .seconds(1)
    }
    let wanted = laneCount * perRequest
    if resumed == nil, pending < perRequest, !isFlushing {
      let deadline = Duration.nanoseconds(remote.queue.batchSendDeadline.nanoseconds)
      let since = firstPending ?? now
      firstPending = since
      if now - since < deadline { return deadline - (now - since) }
    }
    firstPending = nil
    let again = resumed
    if let again { laneCount = max(again.lanes.count, 1) }
    reader.rewind(to: done)
    let lostBefore = reader.lost
    let found =
      if let again {
        try reader.samples(atLeast: .max, until: again.end)
      } else {
        try reader.samples(atLeast: wanted, span: Self.longestSpan)
      }
    resumed = nil
    counts.lost += Int(reader.lost - lostBefore)
    window = SendWindow(
      kept(found.samples, found.epoch), epoch: found.epoch, until: reader.position,
      lanes: laneCount, perRequest: again?.perRequest ?? perRequest, resuming: again)
    try save()
    return nil
  }

  /// The samples that are to be sent.
  private func kept(_ samples: [LoggedSample], _ epoch: UInt32) -> [LoggedSample] {
    let oldest = oldestTime
    let series = series[epoch]
    return samples.filter { sample in
      switch series?[sample.series] {
      case .known: break
      case .dropped:
        counts.relabelled += 1
        return false
      case .unknown, nil:
        counts.lost += 1
        return false
      }
      guard sample.timestamp >= oldest else {
        counts.tooOld += 1
        return false
      }
      return true
    }
  }

  private var oldestTime: Int64 {
    let limit = remote.queue.sampleAgeLimit.milliseconds
    return limit > 0 ? Int64(time(nil)) * 1000 - limit : .min
  }

  private func send(on loop: TransferLoop, _ now: ContinuousClock.Instant) -> Duration {
    var pause = Duration.seconds(1)
    var made = 0
    for index in window?.lanes.indices ?? 0..<0 {
      guard let lane = window?.lanes[index], !lane.batches.isEmpty else { continue }
      switch lane.state {
      case .sending: continue
      case .waiting(let moment) where moment > now:
        pause = min(pause, moment - now)
        continue
      case .waiting, .ready: break
      }
      guard made < Self.mostAtOnce else { return .zero }
      made += 1
      start(index, on: loop)
    }
    if window?.isDone == true { return close() }
    return pause
  }

  /// All of the window is done with.
  private func close() -> Duration {
    guard let window else { return .zero }
    self.window = nil
    done = window.end
    adapt(to: window)
    series = series.filter { epoch, _ in
      epoch == log.epoch || log.segments.contains { $0.epoch == epoch && $0.number >= done.segment }
    }
    // Before a segment that is done with may go.
    try? save()
    return .zero
  }

  /// More lanes while the log fills and there are series for them, fewer when it is empty.
  private func adapt(to window: SendWindow) {
    let wanted = laneCount * perRequest
    if pending > wanted, window.isWellFilled {
      laneCount = min(laneCount * 2, max(remote.queue.maxShards, 1), Self.mostLanes)
    } else if pending < wanted / 2 {
      laneCount = min(max(laneCount / 2, remote.queue.minShards, 1), Self.mostLanes)
    }
  }
}

extension RemoteSender {
  private func start(_ index: Int, on loop: TransferLoop) {
    guard var lane = window?.lanes[index], var batch = lane.batches.popLast(),
      let epoch = window?.epoch
    else { return }
    if batch.body.isEmpty { batch.body = encode(batch.samples, epoch) }
    lane.batches.append(batch)
    lane.state = .sending
    window?.lanes[index] = lane
    counts.requests += 1
    counts.bytes += batch.body.count
    do throws(ScrapeFailure) {
      let request = try RemoteRequest(remote).request(batch.body)
      do throws(TransferError) {
        try loop.start(request) { [self] result in
          take(SendVerdict(result, message: remote.message), lane: index)
        }
      } catch {
        take(.again(error.description, after: nil), lane: index)
      }
    } catch {
      take(.again(error.description, after: nil), lane: index)
    }
  }

  private func encode(_ samples: [LoggedSample], _ epoch: UInt32) -> [UInt8] {
    guard let series = series[epoch] else { return [] }
    switch remote.message {
    case .version1:
      var request = WriteRequest()
      for sample in samples {
        if case .known(let labels, _) = series[sample.series] {
          request.add(sample, labels: labels)
        }
      }
      return Snappy.packed(request.bytes)
    case .version2:
      var request = SymbolRequest()
      for sample in samples {
        if case .known(let labels, let family) = series[sample.series] {
          request.add(sample, labels: labels, family)
        }
      }
      return Snappy.packed(request.bytes)
    }
  }

  private func take(_ verdict: SendVerdict, lane index: Int) {
    guard var lane = window?.lanes[index], let batch = lane.batches.last else { return }
    lane.state = .ready
    switch verdict {
    case .taken:
      counts.sent += batch.samples.count
      counts.isFailing = false
      lane.finish()
    case .again(let words, let after):
      (counts.lastError, counts.isFailing) = (words, true)
      counts.retries += 1
      lane.batches[lane.batches.count - 1].isInDoubt = true
      lane.state = .waiting(until: .now + pause(&lane, after))
    case .refused(let words, let isOfSamples):
      counts.lastError = words
      lane.pause = .zero
      if !isOfSamples || !lane.split() {
        counts.refuse(batch.samples.count, words)
        lane.finish()
      }
    }
    window?.lanes[index] = lane
    // What is not written down is sent again, and taken without a word.
    try? save()
  }

  /// Twice as long each time, from `min_backoff` to `max_backoff`, or as long as the receiver says.
  private func pause(_ lane: inout SendLane, _ after: Duration?) -> Duration {
    let first = Duration.nanoseconds(remote.queue.minBackoff.nanoseconds)
    let longest = Duration.nanoseconds(remote.queue.maxBackoff.nanoseconds)
    let pause = max(lane.pause, first, .milliseconds(1))
    lane.pause = min(pause * 2, max(longest, .milliseconds(1)))
    return after.map { max($0, .milliseconds(1)) } ?? min(pause, max(longest, .milliseconds(1)))
  }
}
