/// Samples that go in one request.
struct SendBatch {
  var samples: [LoggedSample]
  /// Whether the receiver may have taken it already: it was sent, and no answer came.
  var isInDoubt: Bool
  /// Whether it is a part of one that was refused.
  var isPart = false
  /// What is sent, packed; made when it is sent first.
  var body: [UInt8] = []
}

/// Batches that are sent one after the other: a series is in one lane only, so that its samples
/// arrive in order.
struct SendLane {
  enum State {
    case ready
    case sending
    case waiting(until: ContinuousClock.Instant)
  }

  /// The last one goes first.
  var batches: [SendBatch]
  var state = State.ready
  var pause = Duration.zero
  /// How many batches are done with, as they were cut first.
  private(set) var finished = 0
  /// How many more parts of a refused batch are tried.
  var partsLeft = Self.mostParts

  /// A batch that nobody can have taken before is not cut without end: were all of it refused, that
  /// would be two requests for each sample.
  static let mostParts = 128

  /// Batches in their order, of which some are done with and the next may be.
  init(_ batches: [SendBatch], finished: Int, isInDoubt: Bool) {
    self.finished = min(finished, batches.count)
    self.batches = batches.dropFirst(finished).reversed()
    if isInDoubt, let next = self.batches.indices.last { self.batches[next].isInDoubt = true }
  }

  /// The batch at hand is done with.
  mutating func finish() {
    batches.removeLast()
    pause = .zero
    if batches.last?.isPart != true { finished += 1 }
  }

  /// Cuts the batch at hand in two, the earlier samples first; false where it is not to be cut.
  mutating func split() -> Bool {
    guard let batch = batches.last, batch.samples.count > 1 else { return false }
    if !batch.isPart { partsLeft = Self.mostParts }
    guard batch.isInDoubt || partsLeft > 0 else { return false }
    partsLeft -= 2
    batches.removeLast()
    let middle = batch.samples.count / 2
    for part in [batch.samples[middle...], batch.samples[..<middle]] {
      batches.append(
        SendBatch(samples: Array(part), isInDoubt: batch.isInDoubt, isPart: true))
    }
    return true
  }
}

/// What is under way: a piece of the log, spread over lanes.
struct SendWindow {
  let end: LogPosition
  let epoch: UInt32
  /// How many samples it has.
  let count: Int
  let perRequest: Int
  var lanes: [SendLane]

  /// Spreads samples over lanes by their series, and cuts each lane into batches that have no series
  /// twice: a receiver that took such a batch takes it a second time without a word, as each of its
  /// samples is the newest of its series, where of two samples it would refuse the older one, and
  /// the whole request with it.
  ///
  /// `saved` is what the program before had written down of the same samples: what it had done is
  /// not done again, and of each lane only the next batch can have been taken without our knowing.
  init(
    _ samples: [LoggedSample], epoch: UInt32, until end: LogPosition, lanes: Int,
    perRequest: Int, resuming saved: SendPosition?
  ) {
    (self.end, self.epoch, self.perRequest) = (end, epoch, perRequest)
    count = samples.count
    var spread: [[LoggedSample]] = Array(repeating: [], count: lanes)
    for sample in samples { spread[Int(sample.series) % lanes].append(sample) }
    let isSame = saved?.samples == samples.count && saved?.lanes.count == lanes
    let cut = spread.map { Self.cut($0, perRequest) }
    isWellFilled = 2 * samples.count >= perRequest * cut.reduce(0) { $0 + $1.count }
    self.lanes = cut.enumerated().map { index, batches in
      SendLane(
        batches.map { SendBatch(samples: $0, isInDoubt: false) },
        finished: isSame ? saved?.lanes[index] ?? 0 : 0, isInDoubt: saved != nil)
    }
  }

  private static func cut(_ samples: [LoggedSample], _ most: Int) -> [[LoggedSample]] {
    var batches: [[LoggedSample]] = []
    var batch: [LoggedSample] = []
    var series: Set<Int32> = []
    for sample in samples {
      if batch.count >= most || series.contains(sample.series) {
        batches.append(batch)
        batch.removeAll()
        series.removeAll(keepingCapacity: true)
      }
      batch.append(sample)
      series.insert(sample.series)
    }
    return batch.isEmpty ? batches : batches + [batch]
  }

  /// Whether most requests are as large as they may be: then more lanes would not make them smaller.
  let isWellFilled: Bool

  var isDone: Bool { lanes.allSatisfy(\.batches.isEmpty) }
}
