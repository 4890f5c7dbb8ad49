import Glibc
import Scraping

/// Where every sample is written before its scrape is told, so that neither a killed program nor a
/// receiver that is away loses one.
///
/// A log is a folder of segments, files of records that are only ever appended to; a record is all
/// that one scrape came to, with a length and a CRC-32, written by one pwrite(2). What the series'
/// numbers stand for is in a file of series, written before the first record that needs it. A
/// program that starts begins a new segment and a new file of series: those of the one before are
/// read, never written again.
///
/// A write outlives the program, not the machine: fdatasync(2) is called when a segment is full and
/// when the log is closed, so that a power cut takes what the kernel had not written yet (30 s, as
/// Linux is set up). A record that was cut is no record: the log ends before it.
final class WriteAheadLog {
  let folder: LogFolder
  /// The segments, the oldest first; the last one is written to.
  private(set) var segments: [LogSegment] = []
  /// Where the next record goes.
  private(set) var end: LogPosition
  /// Which file of series numbers belong to.
  private(set) var epoch: UInt32
  /// What was found, in sentences.
  private(set) var notes: [String] = []
  private let limits: LogLimits
  private let lock: DiskFile
  private var file: DiskFile
  private var series: DiskFile
  private var seriesSize = 0
  /// Definitions that no file has yet.
  private var definitions: [UInt8] = []

  /// Opens the log in a folder, which is made where there is none.
  init(_ path: String, _ limits: LogLimits) throws(RemoteWriteError) {
    folder = LogFolder(path: path)
    self.limits = limits
    try Folder.make(path)
    lock = try DiskFile(folder.lock, O_RDWR | O_CREAT)
    guard lock.lock() else { throw .locked(path: path) }
    let found = try Self.found(in: folder)
    segments = found.segments
    notes = found.notes
    epoch = (segments.last?.epoch ?? 0) + 1
    let sequence = found.sequence
    let number = (found.lastNumber ?? 0) + 1
    file = try DiskFile(folder.segment(number), O_RDWR | O_CREAT | O_TRUNC)
    series = try DiskFile(folder.series(epoch), O_RDWR | O_CREAT | O_TRUNC)
    end = LogPosition(segment: number, offset: 0, sequence: sequence)
    try begin(number)
  }

  /// Notes what a number stands for: it is written with the next record.
  func define(_ record: SeriesRecord) { definitions += LogFrame.framed(record.payload) }

  /// Writes what one scrape came to. When this returns, the samples outlive the program.
  func append(_ samples: [LoggedSample]) throws(RemoteWriteError) {
    guard !samples.isEmpty else { return }
    try writeDefinitions()
    if end.offset >= limits.segment { try roll() }
    let record = LogRecord(sequence: end.sequence, samples: samples)
    try write(LogFrame.framed(record.payload))
    end.sequence = record.end
  }

  private func writeDefinitions() throws(RemoteWriteError) {
    guard !definitions.isEmpty else { return }
    try series.write(definitions, at: seriesSize)
    seriesSize += definitions.count
    definitions = []
  }

  private func write(_ bytes: [UInt8]) throws(RemoteWriteError) {
    do throws(RemoteWriteError) {
      try file.write(bytes, at: end.offset)
    } catch {
      // Half a record must not stay.
      try? file.truncate(to: end.offset)
      throw error
    }
    end.offset += bytes.count
    segments[segments.count - 1].size = end.offset
  }

  private func begin(_ number: UInt64) throws(RemoteWriteError) {
    let segment = LogSegment(
      number: number, epoch: epoch, firstSequence: end.sequence, size: LogSegment.headSize)
    end = LogPosition(segment: number, offset: 0, sequence: end.sequence)
    segments.append(segment)
    try write(segment.head)
  }

  private func roll() throws(RemoteWriteError) {
    let next = try DiskFile(folder.segment(end.segment + 1), O_RDWR | O_CREAT | O_TRUNC)
    try file.sync()
    try series.sync()
    file = next
    try begin(end.segment + 1)
    keepWithinLimit()
  }

  /// Begins new numbers: those that were given before are good for what is in the log only.
  func renew() throws(RemoteWriteError) {
    try writeDefinitions()
    let next = try DiskFile(folder.series(epoch + 1), O_RDWR | O_CREAT | O_TRUNC)
    let last = series
    epoch += 1
    try roll()
    try last.sync()
    (series, seriesSize) = (next, 0)
  }

  /// fdatasync(2), before the program ends.
  func sync() throws(RemoteWriteError) {
    try writeDefinitions()
    try series.sync()
    try file.sync()
  }
}

/// How large a log may become.
public struct LogLimits: Sendable, Hashable {
  /// The bytes of a segment: the next record begins another.
  public var segment: Int
  /// The bytes of all: beyond them the oldest segment goes, sent or not.
  public var total: Int

  /// 32 MiB a segment, 4 GiB in all.
  public init(segment: Int = 32 << 20, total: Int = 4 << 30) {
    (self.segment, self.total) = (segment, total)
  }
}

extension WriteAheadLog {
  /// Removes what no remote needs: the segments before the one of `position`.
  func forget(before position: LogPosition) {
    remove { $0.number < position.segment }
  }

  /// Beyond its size the log loses its oldest segment: newer samples are worth more.
  private func keepWithinLimit() {
    var total = segments.reduce(0) { $0 + $1.size }
    var removed: Set<UInt64> = []
    for segment in segments.dropLast() where total > limits.total {
      total -= segment.size
      removed.insert(segment.number)
    }
    remove { removed.contains($0.number) }
  }

  private func remove(_ isUnwanted: (LogSegment) -> Bool) {
    let unwanted = segments.dropLast().filter(isUnwanted)
    guard !unwanted.isEmpty else { return }
    for segment in unwanted { Folder.remove(folder.segment(segment.number)) }
    segments.removeAll { unwanted.contains($0) }
    let epochs = Set(segments.map(\.epoch))
    for epoch in Set(unwanted.map(\.epoch)).subtracting(epochs) {
      Folder.remove(folder.series(epoch))
    }
  }

  /// The segments of a folder, the last one cut behind its last whole record.
  private static func found(
    in folder: LogFolder
  ) throws(RemoteWriteError) -> (
    segments: [LogSegment], sequence: UInt64, lastNumber: UInt64?, notes: [String]
  ) {
    var segments: [LogSegment] = []
    var notes: [String] = []
    let numbers = try folder.numbers(".wal")
    for number in numbers {
      let file = try DiskFile(folder.segment(number), O_RDONLY)
      if let segment = try LogSegment(file), segment.number == number {
        segments.append(segment)
      } else if try file.size() <= LogSegment.headSize {
        Folder.remove(file.path)
      } else {
        let kept = file.path + ".damaged"
        guard rename(file.path, kept) == 0 else {
          throw .system(call: "rename", path: file.path, errno: errno)
        }
        notes.append(
          "the beginning of \(file.path) is damaged: it is kept as \(kept), and not sent")
      }
    }
    var sequence: UInt64 = 0
    if let last = segments.last {
      let file = try DiskFile(folder.segment(last.number), O_RDWR)
      let (end, next) = try wholeRecords(of: last, in: file)
      sequence = next
      if end < last.size {
        try file.truncate(to: end)
        segments[segments.count - 1].size = end
        notes.append(
          "the last record of \(file.path) was not whole: \(last.size - end) bytes were cut off")
      }
    }
    let epochs = Set(segments.map { UInt64($0.epoch) })
    for epoch in try folder.numbers(".series") where !epochs.contains(epoch) {
      if let epoch = UInt32(exactly: epoch) { Folder.remove(folder.series(epoch)) }
    }
    return (segments, sequence, numbers.last, notes)
  }

  private static func wholeRecords(
    of segment: LogSegment, in file: DiskFile
  ) throws(RemoteWriteError) -> (end: Int, sequence: UInt64) {
    var frames = FrameReader(file)
    var end = LogSegment.headSize
    var sequence = segment.firstSequence
    while let (payload, next) = try frames.payload(at: end), let record = LogRecord(payload) {
      (end, sequence) = (next, record.end)
    }
    return (end, sequence)
  }

  /// What an epoch's numbers stand for, as far as its file is whole.
  func definitions(of epoch: UInt32) throws(RemoteWriteError) -> [SeriesRecord] {
    guard let file = try? DiskFile(folder.series(epoch), O_RDONLY) else { return [] }
    var frames = FrameReader(file)
    var records: [SeriesRecord] = []
    var offset = 0
    while let (payload, next) = try frames.payload(at: offset) {
      if let record = SeriesRecord(payload) { records.append(record) }
      offset = next
    }
    return records
  }
}
