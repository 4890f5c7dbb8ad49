import Relabelling

/// When each target is due: a heap of moments.
struct ScrapeSchedule {
  private var heap: [Due] = []
  private var intervals: [Duration] = []
  private var gone: Set<Int> = []

  /// A scrape that is due.
  struct Due {
    var moment: ContinuousClock.Instant
    var index: Int
  }

  /// Spreads the targets over their intervals by a hash of what names them.
  init(_ subjects: [ScrapeSubject], from start: ContinuousClock.Instant = .now) {
    for subject in subjects { add(subject, from: start) }
  }

  /// Adds a target behind the others.
  mutating func add(_ subject: ScrapeSubject, from start: ContinuousClock.Instant = .now) {
    let width = max(UInt64((subject.settings.interval / .nanoseconds(1)).rounded()), 1)
    let offset = Int64(Self.hash(subject) % width)
    push(Due(moment: start + .nanoseconds(offset), index: intervals.count))
    intervals.append(subject.settings.interval)
  }

  /// A target is due no more.
  mutating func remove(_ index: Int) { gone.insert(index) }

  /// The next moment.
  var next: ContinuousClock.Instant? { heap.first?.moment }

  /// Takes a scrape that is due, and notes the next one of its target.
  mutating func takeDue(_ now: ContinuousClock.Instant) -> Due? {
    while let first = heap.first, gone.contains(first.index) {
      gone.remove(first.index)
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
      sink()
    }
    guard let first = heap.first, first.moment <= now else { return nil }
    var again = first
    again.moment += intervals[first.index]
    heap[0] = again
    sink()
    return first
  }

  /// FNV-1a over the labels and the URL.
  private static func hash(_ subject: ScrapeSubject) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    for label in subject.labels.labels {
      add(label.name.bytes)
      add([0xFF])
      add(label.value.bytes)
      add([0xFF])
    }
    add(subject.url.utf8)
    return hash
  }

  private mutating func push(_ due: Due) {
    heap.append(due)
    var child = heap.count - 1
    while child > 0, heap[child].moment < heap[(child - 1) / 2].moment {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].moment < heap[least].moment {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
