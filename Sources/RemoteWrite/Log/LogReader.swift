import Glibc

/// Reads a log record by record, from a position on.
struct LogReader {
  private let log: WriteAheadLog
  /// Before the next record.
  private(set) var position: LogPosition
  /// Samples that were in the log and no longer are, or cannot be read.
  private(set) var lost: UInt64 = 0
  private var frames: (number: UInt64, reader: FrameReader)?

  init(_ log: WriteAheadLog, at position: LogPosition) {
    self.log = log
    self.position = position
  }

  /// The samples of one or more records of one epoch, `count` of them or more where there are as
  /// many, none behind `end`, and none much later than `span` milliseconds after the first; empty
  /// where the log has no more.
  mutating func samples(
    atLeast count: Int, until end: LogPosition? = nil, span: Int64 = .max
  ) throws(RemoteWriteError) -> (samples: [LoggedSample], epoch: UInt32) {
    var samples: [LoggedSample] = []
    var epoch: UInt32?
    while samples.count < count {
      guard let segment = settle() else { break }
      if let epoch, epoch != segment.epoch { break }
      if let end, position.sequence >= end.sequence { break }
      if let first = samples.first, let last = samples.last,
        last.timestamp.subtractingReportingOverflow(first.timestamp).partialValue > span
      {
        break
      }
      guard let record = try next(in: segment) else { continue }
      epoch = segment.epoch
      samples += record.samples
    }
    return (samples, epoch ?? log.epoch)
  }

  /// Goes on to the segment that has the next record; nil where the log has no more.
  private mutating func settle() -> LogSegment? {
    guard position.sequence < log.end.sequence || position.segment < log.end.segment else {
      return nil
    }
    let segments = log.segments
    if let segment = segments.first(where: { $0.number == position.segment }) {
      if position.offset < segment.size { return segment }
    }
    guard let next = segments.first(where: { $0.number > position.segment }) else { return nil }
    enter(next)
    return position.offset < next.size ? next : settle()
  }

  private mutating func enter(_ segment: LogSegment) {
    if segment.firstSequence > position.sequence {
      lost += segment.firstSequence - position.sequence
    }
    position = LogPosition(
      segment: segment.number, offset: LogSegment.headSize, sequence: segment.firstSequence)
  }

  /// The record here; nil where it is damaged, and the rest of the segment with it.
  private mutating func next(in segment: LogSegment) throws(RemoteWriteError) -> LogRecord? {
    if frames?.number != segment.number { try open(segment) }
    guard frames?.number == segment.number,
      let (payload, offset) = try frames?.reader.payload(at: position.offset),
      let record = LogRecord(payload)
    else {
      position.offset = segment.size
      if segment.number == log.end.segment {
        lost += log.end.sequence - position.sequence
        position.sequence = log.end.sequence
      }
      return nil
    }
    if record.sequence > position.sequence { lost += record.sequence - position.sequence }
    position.offset = offset
    position.sequence = record.end
    return record
  }

  /// Opens the file of a segment; one that somebody removed is as good as damaged.
  private mutating func open(_ segment: LogSegment) throws(RemoteWriteError) {
    do throws(RemoteWriteError) {
      let file = try DiskFile(log.folder.segment(segment.number), O_RDONLY)
      frames = (segment.number, FrameReader(file))
    } catch {
      guard case .system(_, _, ENOENT) = error else { throw error }
    }
  }

  /// Forgets what was read ahead: the segment has grown.
  mutating func rewind(to position: LogPosition) { self.position = position }
}
