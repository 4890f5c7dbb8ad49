import Exposition
import Foundation
import Relabelling
import Scraping
import Testing

@testable import RemoteWrite

/// The write-ahead log: what was appended is read, whatever happens to its end.
@Suite struct LogTests {
  /// A folder for one test.
  final class Place {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "diagnose-log-\(UInt64.random(in: 0 ... .max))"
    ).path

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> URL { URL(filePath: "\(path)/\(name)") }
  }

  static func samples(_ scrape: Int, series: Int = 3) -> [LoggedSample] {
    (0..<series).map {
      LoggedSample(
        series: Int32($0 * 7), timestamp: 1_700_000_000_000 + Int64(scrape) * 15_000,
        value: Double(scrape) + Double($0) / 10)
    }
  }

  private func all(_ log: WriteAheadLog, from position: LogPosition? = nil) throws -> [LoggedSample]
  {
    let start =
      position
      ?? LogPosition(segment: log.segments[0].number, offset: LogSegment.headSize, sequence: 0)
    var reader = LogReader(log, at: start)
    var samples: [LoggedSample] = []
    while true {
      let found = try reader.samples(atLeast: 1)
      if found.samples.isEmpty { return samples }
      samples += found.samples
    }
  }

  @Test(arguments: [
    [], [LoggedSample(series: 0, timestamp: 0, value: 0)],
    [
      LoggedSample(series: .max, timestamp: .max, value: -.infinity),
      LoggedSample(series: 0, timestamp: .min, value: -0.0),
      LoggedSample(series: 5, timestamp: -1, value: .leastNonzeroMagnitude),
    ],
  ]) func `a record is read as it was written`(samples: [LoggedSample]) throws {
    let record = LogRecord(sequence: 1 << 60, samples: samples)
    #expect(try #require(LogRecord(record.payload)) == record)
  }

  @Test func `a marker keeps its bits`() throws {
    let record = LogRecord(
      sequence: 0,
      samples: [LoggedSample(series: 1, timestamp: 1, value: StaleMarker.value)])
    let read = try #require(LogRecord(record.payload))
    #expect(read.samples[0].value.bitPattern == 0x7FF0_0000_0000_0002)
  }

  @Test func `what a number stands for is read as it was written`() throws {
    var family = SeriesFamily(name: "requests")
    family.type = .counter
    family.help = "Requests, \"all\" of them."
    let labels: LabelSet = ["__name__": "requests_total", "é": "\u{1F600}"]
    let records: [SeriesRecord] = [
      .family(family), .family(SeriesFamily(name: "")),
      .series(SeriesDefinition(number: 0, labels: labels, family: 0)),
      .series(SeriesDefinition(number: .max, labels: [:], family: nil)),
    ]
    #expect(records.map { SeriesRecord($0.payload) } == records)
  }

  @Test func `a log that was cut anywhere ends before the record that was cut`() throws {
    let place = Place()
    var ends: [Int] = []
    do {
      let log = try WriteAheadLog(place.path, LogLimits())
      for scrape in 0..<3 {
        try log.append(Self.samples(scrape))
        ends.append(log.end.offset)
      }
    }
    let whole = try Data(contentsOf: place.file("00000001.wal"))
    for length in stride(from: whole.count, through: LogSegment.headSize, by: -1) {
      let copy = Place()
      try FileManager.default.createDirectory(
        atPath: copy.path, withIntermediateDirectories: true)
      try whole.prefix(length).write(to: copy.file("00000001.wal"))
      let log = try WriteAheadLog(copy.path, LogLimits())
      try log.append(Self.samples(9))
      let scrapes = ends.count { $0 <= length }
      let expected = (0..<scrapes).flatMap { Self.samples($0) } + Self.samples(9)
      #expect(try all(log) == expected, "cut to \(length)")
      #expect(log.notes.isEmpty == (ends.contains(length) || length == LogSegment.headSize))
    }
  }

  @Test func `a damaged record takes the rest of its segment, and is counted`() throws {
    let place = Place()
    do {
      let log = try WriteAheadLog(place.path, LogLimits())
      for scrape in 0..<3 { try log.append(Self.samples(scrape)) }
    }
    do {
      let log = try WriteAheadLog(place.path, LogLimits())
      try log.append(Self.samples(3))
    }
    var bytes = try Data(contentsOf: place.file("00000001.wal"))
    bytes[LogSegment.headSize + 60] ^= 1
    try bytes.write(to: place.file("00000001.wal"))
    let log = try WriteAheadLog(place.path, LogLimits())
    var reader = LogReader(
      log, at: LogPosition(segment: 1, offset: LogSegment.headSize, sequence: 0))
    var read: [LoggedSample] = []
    while case let found = try reader.samples(atLeast: 1), !found.samples.isEmpty {
      read += found.samples
    }
    #expect(read == Self.samples(3) || read == Self.samples(0) + Self.samples(3))
    #expect(Int(reader.lost) + read.count == 12)
  }

  /// `SEED=N` as wanted.
  @Test func `whatever byte is damaged, no sample is read that was not written`() throws {
    let seed =
      ProcessInfo.processInfo.environment["SEED"].flatMap(UInt64.init)
      ?? .random(in: 0 ... .max)
    print("damaging a log with SEED=\(seed)")
    let place = Place()
    do {
      let log = try WriteAheadLog(place.path, LogLimits(segment: 250, total: 1 << 20))
      for scrape in 0..<12 { try log.append(Self.samples(scrape)) }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(".wal") }.sorted()
    #expect(names.count > 2)
    let whole = try names.map { try Data(contentsOf: place.file($0)) }
    let written = Set((0..<12).flatMap { Self.samples($0) })
    var state = seed
    for _ in 0..<200 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let copy = Place()
      try FileManager.default.createDirectory(atPath: copy.path, withIntermediateDirectories: true)
      for (name, bytes) in zip(names, whole) { try bytes.write(to: copy.file(name)) }
      let index = Int(state >> 33) % names.count
      var damaged = whole[index]
      let byte = Int(state >> 40) % damaged.count
      damaged[byte] ^= UInt8(1 << (state >> 61))
      try damaged.write(to: copy.file(names[index]))
      guard let log = try? WriteAheadLog(copy.path, LogLimits()) else {
        // Nothing of the head says any more whose it is.
        #expect(byte < LogSegment.headSize)
        continue
      }
      var reader = LogReader(
        log, at: LogPosition(segment: 1, offset: LogSegment.headSize, sequence: 0))
      var read: [LoggedSample] = []
      while case let found = try reader.samples(atLeast: 1), !found.samples.isEmpty {
        read += found.samples
      }
      #expect(written.isSuperset(of: read) && Set(read).count == read.count)
      #expect(read.count < 36 && read.count >= 36 - 18, "byte \(byte) of \(names[index])")
      #expect(UInt64(read.count) + reader.lost == log.end.sequence)
    }
  }

  @Test func `segments go when all was sent, and the oldest when there are too many`() throws {
    let place = Place()
    let log = try WriteAheadLog(place.path, LogLimits(segment: 200, total: 1000))
    for scrape in 0..<100 { try log.append(Self.samples(scrape)) }
    #expect(log.segments.reduce(0) { $0 + $1.size } < 1300)
    var reader = LogReader(
      log, at: LogPosition(segment: 1, offset: LogSegment.headSize, sequence: 0))
    var read: [LoggedSample] = []
    while case let found = try reader.samples(atLeast: 1), !found.samples.isEmpty {
      read += found.samples
    }
    #expect(Int(reader.lost) + read.count == 300)
    #expect(read.suffix(3) == Self.samples(99)[...])
    log.forget(before: log.end)
    #expect(log.segments.count == 1)
    let files = try FileManager.default.contentsOfDirectory(atPath: place.path)
    #expect(files.filter { $0.hasSuffix(".wal") }.count == 1)
  }

  @Test func `what others wrote is neither read nor removed`() throws {
    let place = Place()
    try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
    for text in ["hello\n", String(repeating: "hello, world\n", count: 100)] {
      try Data(text.utf8).write(to: place.file("00000001.wal"))
      #expect(throws: RemoteWriteError.foreign(path: place.file("00000001.wal").path)) {
        try WriteAheadLog(place.path, LogLimits())
      }
      #expect(try String(contentsOf: place.file("00000001.wal"), encoding: .utf8) == text)
    }
    // The program was killed before it wrote the head.
    try Data().write(to: place.file("00000001.wal"))
    #expect(try WriteAheadLog(place.path, LogLimits()).segments.count == 1)
  }

  @Test func `a folder belongs to one agent`() throws {
    let place = Place()
    let log = try WriteAheadLog(place.path, LogLimits())
    #expect(throws: RemoteWriteError.locked(path: place.path)) {
      try WriteAheadLog(place.path, LogLimits())
    }
    try log.append(Self.samples(0))
  }

  @Test func `a position is read as it was written, and not at all when damaged`() throws {
    let place = Place()
    try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
    let position = SendPosition(
      start: LogPosition(segment: 3, offset: 40, sequence: 5),
      end: LogPosition(segment: 4, offset: 41, sequence: 6), perRequest: 2000, samples: 77,
      lanes: [1, 0, 8])
    let bytes = position.bytes
    let file = place.file("p")
    try Data(bytes).write(to: file)
    #expect(SendPosition(try DiskFile(file.path, O_RDONLY)) == position)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      try Data(damaged).write(to: file)
      #expect(SendPosition(try DiskFile(file.path, O_RDONLY)) == nil, "byte \(index)")
    }
  }
}
