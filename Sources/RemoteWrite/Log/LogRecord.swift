/// A sample as the log has it.
struct LoggedSample: Hashable {
  var series: Int32
  var timestamp: Int64
  var value: Double
}

/// What one scrape came to: its samples, and how many came before it since the log began.
struct LogRecord: Hashable {
  var sequence: UInt64
  var samples: [LoggedSample]

  /// The sequence of the record that follows.
  var end: UInt64 { sequence + UInt64(samples.count) }
}

extension LogRecord {
  private static let kind: UInt8 = 1

  /// The kind of record, the sequence, the first sample's time, the count; then for each sample the
  /// distance to the series and the time before it, and the eight bytes of the value, for a NaN
  /// that marks the end of a series is told by its bits.
  var payload: [UInt8] {
    var bytes: [UInt8] = [Self.kind]
    bytes.reserveCapacity(24 + samples.count * 12)
    bytes.append(varint: sequence)
    bytes.append(varint: UInt64(samples.count))
    var series: Int32 = 0
    var time: Int64 = 0
    for sample in samples {
      bytes.append(zigzag: Int64(sample.series) - Int64(series))
      bytes.append(zigzag: sample.timestamp &- time)
      bytes.append(fixed: sample.value.bitPattern)
      (series, time) = (sample.series, sample.timestamp)
    }
    return bytes
  }

  /// Reads a payload; nil where it is no record of this kind.
  init?(_ payload: [UInt8]) {
    var reader = ByteReader(payload)
    guard reader.byte() == Self.kind, let sequence = reader.varint(), let count = reader.varint(),
      count <= UInt64(payload.count)
    else { return nil }
    self.sequence = sequence
    samples = []
    samples.reserveCapacity(Int(count))
    var series: Int64 = 0
    var time: Int64 = 0
    for _ in 0..<count {
      guard let step = reader.zigzag(), let pause = reader.zigzag(), let bits = reader.fixed()
      else { return nil }
      series &+= step
      time &+= pause
      guard let number = Int32(exactly: series), number >= 0 else { return nil }
      samples.append(
        LoggedSample(series: number, timestamp: time, value: Double(bitPattern: bits)))
    }
  }
}
