/// A place in the log, between two records.
struct LogPosition: Hashable {
  /// The number of the segment.
  var segment: UInt64
  /// The byte in it.
  var offset: Int
  /// How many samples come before.
  var sequence: UInt64
}

/// What a remote has got, and what it is being sent: enough to go on with the very next request, cut
/// as it was, after the program was killed in between.
struct SendPosition: Hashable {
  /// All before this was taken, or refused for good.
  var start: LogPosition
  /// What was under way ends here; the same as ``start`` where nothing was.
  var end: LogPosition
  /// How many samples a request had at most.
  var perRequest: Int
  /// How many samples of it were sent: others were dropped by rules or for their age.
  var samples: Int
  /// How many requests of each lane are done with.
  var lanes: [Int]

  /// Whether something was under way.
  var isInDoubt: Bool { start != end }
}

extension SendPosition {
  private static let magic = Array("DIAGPOS1".utf8)

  /// Far less than a page: one write(2) replaces all of it.
  var bytes: [UInt8] {
    var payload = Self.magic
    for place in [start, end] {
      payload.append(fixed: place.segment)
      payload.append(fixed: UInt64(place.offset))
      payload.append(fixed: place.sequence)
    }
    for number in [perRequest, samples] + lanes { payload.append(fixed: UInt64(number)) }
    return LogFrame.framed(payload)
  }

  /// Reads a file; nil where it is damaged.
  init?(_ file: DiskFile) {
    var frames = FrameReader(file)
    guard let payload = try? frames.payload(at: 0)?.bytes, payload.starts(with: Self.magic)
    else { return nil }
    var reader = ByteReader(Array(payload.dropFirst(Self.magic.count)))
    var numbers: [Int] = []
    while let number = reader.fixed() { numbers.append(Int(truncatingIfNeeded: number)) }
    guard numbers.count > 8, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    func place(_ first: Int) -> LogPosition {
      LogPosition(
        segment: UInt64(numbers[first]), offset: numbers[first + 1],
        sequence: UInt64(numbers[first + 2]))
    }
    (start, end) = (place(0), place(3))
    (perRequest, samples, lanes) = (max(numbers[6], 1), numbers[7], Array(numbers[8...]))
  }
}
