/// One family's entries as the text formats would have them, with a buffer that holds their bytes.
struct FamilyExpansion: Sendable {
  /// An entry that is told when its turn comes.
  struct Entry: Sendable {
    var kind: ExpositionEntry
    var name: Range<Int>
    var text = 0..<0
    var labels: [LabelPlace] = []
    var series = 0..<0
    var value = 0.0
    var timestamp: Int64?
    var exemplar: ExemplarPlace?
  }

  private(set) var buffer: [UInt8] = []
  private(set) var entries: [Entry] = []
  private(set) var type = MetricType.unknown

  init() {}

  init(_ bytes: [UInt8], _ family: FamilyMessage) throws(ExpositionError) {
    type = family.type
    let name = append(bytes[family.name])
    if let help = family.help { add(.help, name, append(bytes[help])) }
    add(.type, name, 0..<0)
    if let unit = family.unit { add(.unit, name, append(bytes[unit])) }
    for range in family.metrics {
      try add(try MetricMessage(bytes, range), bytes, Array(bytes[family.name]))
    }
  }

  private mutating func add(_ kind: ExpositionEntry, _ name: Range<Int>, _ text: Range<Int>) {
    entries.append(Entry(kind: kind, name: name, text: text))
  }

  private mutating func add(
    _ metric: MetricMessage, _ bytes: [UInt8], _ name: [UInt8]
  ) throws(ExpositionError) {
    guard let value = metric.value else { throw .message(.value, offset: 0) }
    switch metric.valueField {
    case 2, 3, 5:
      var reader = WireReader(bytes, value)
      var number = 0.0
      var exemplar: Range<Int>?
      while let field = try reader.next() {
        if field.number == 1 { number = try field.double() }
        // Only a counter has one.
        if field.number == 2, metric.valueField == 3 { exemplar = try field.range() }
      }
      sample(metric, bytes, name, number)
      try attach(exemplar, bytes)
    case 4:
      let summary = try DistributionMessage(bytes, value, isSummary: true)
      total(summary, metric, bytes, name)
      for part in summary.parts {
        sample(metric, bytes, name, part.value, ("quantile", part.bound))
      }
    case _:
      let histogram = try DistributionMessage(bytes, value, isSummary: false)
      total(histogram, metric, bytes, name)
      if histogram.isNative, histogram.parts.isEmpty { return }
      let buckets = name + "_bucket".utf8
      for part in histogram.parts {
        sample(metric, bytes, buckets, part.value, ("le", part.bound))
        try attach(part.exemplar, bytes)
      }
      if histogram.parts.last?.bound != .infinity {
        sample(metric, bytes, buckets, histogram.count, ("le", .infinity))
      }
    }
  }

  /// Gives the last sample its exemplar.
  private mutating func attach(
    _ range: Range<Int>?, _ bytes: [UInt8]
  ) throws(ExpositionError) {
    guard let range else { return }
    let message = try ExemplarMessage(bytes, range)
    var labels: [LabelPlace] = []
    for label in message.labels {
      labels.append(place(append(bytes[label.name]), append(bytes[label.value])))
    }
    entries[entries.count - 1].exemplar = ExemplarPlace(
      labels: labels, value: message.value, timestamp: message.timestamp)
  }

  private mutating func total(
    _ distribution: DistributionMessage, _ metric: MetricMessage, _ bytes: [UInt8],
    _ name: [UInt8]
  ) {
    sample(metric, bytes, name + "_count".utf8, distribution.count)
    sample(metric, bytes, name + "_sum".utf8, distribution.sum)
  }

  private mutating func sample(
    _ metric: MetricMessage, _ bytes: [UInt8], _ name: [UInt8], _ value: Double,
    _ extra: (name: String, bound: Double)? = nil
  ) {
    let start = buffer.count
    var entry = Entry(kind: .series, name: append(name[...]))
    for label in metric.labels {
      entry.labels.append(place(append(bytes[label.name]), append(bytes[label.value])))
    }
    if let extra {
      let bound = Array(openMetricsFloat(extra.bound).utf8)
      entry.labels.append(place(append(Array(extra.name.utf8)[...]), append(bound[...])))
    }
    entry.series = start..<buffer.count
    entry.value = value
    entry.timestamp = metric.timestamp
    entries.append(entry)
  }

  /// Bytes at the end of the buffer, with a NUL behind them so that what follows stays apart.
  private mutating func append(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
    let start = buffer.count
    buffer += bytes
    buffer.append(0)
    return start..<buffer.count - 1
  }

  private func place(_ name: Range<Int>, _ value: Range<Int>) -> LabelPlace {
    LabelPlace(
      nameStart: UInt32(truncatingIfNeeded: name.lowerBound),
      nameEnd: UInt32(truncatingIfNeeded: name.upperBound),
      valueStart: UInt32(truncatingIfNeeded: value.lowerBound),
      valueEnd: UInt32(truncatingIfNeeded: value.upperBound), hasEscapes: false)
  }
}
