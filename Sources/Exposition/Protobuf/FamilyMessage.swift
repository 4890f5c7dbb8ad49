/// `io.prometheus.client.MetricFamily` (`metrics.proto` of prometheus/client_model).
struct FamilyMessage {
  var name = 0..<0
  var help: Range<Int>?
  var unit: Range<Int>?
  var type = MetricType.counter
  var metrics: [Range<Int>] = []

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ExpositionError) {
    var reader = WireReader(bytes, range)
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.range()
      case 2: help = try field.range()
      case 3: type = try Self.type(try field.integer())
      case 4: metrics.append(try field.range())
      case 5: unit = try field.range()
      case _: continue
      }
    }
  }

  private static func type(_ number: UInt64) throws(ExpositionError) -> MetricType {
    switch number {
    case 0: return .counter
    case 1: return .gauge
    case 2: return .summary
    case 3: return .unknown
    case 4: return .histogram
    case 5: return .gaugeHistogram
    case _: throw .message(.metricType(Int(truncatingIfNeeded: number)), offset: 0)
    }
  }
}

/// `Metric`: its labels, its time, and the one value it has.
struct MetricMessage {
  var labels: [(name: Range<Int>, value: Range<Int>)] = []
  var timestamp: Int64?
  var value: Range<Int>?
  var valueField = 0

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ExpositionError) {
    var reader = WireReader(bytes, range)
    while let field = try reader.next() {
      switch field.number {
      case 1: labels.append(try Self.label(bytes, try field.range()))
      case 2, 3, 4, 5, 7: (value, valueField) = (try field.range(), field.number)
      case 6:
        let time = Int64(bitPattern: try field.integer())
        timestamp = time == 0 ? nil : time
      case _: continue
      }
    }
  }

  static func label(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(ExpositionError) -> (name: Range<Int>, value: Range<Int>) {
    var reader = WireReader(bytes, range)
    var label = (name: 0..<0, value: 0..<0)
    while let field = try reader.next() {
      if field.number == 1 { label.name = try field.range() }
      if field.number == 2 { label.value = try field.range() }
    }
    return label
  }
}

/// `Summary` or `Histogram`: a count, a sum and their parts.
struct DistributionMessage {
  var count = 0.0
  var sum = 0.0
  /// Bounds or quantiles with what they hold.
  var parts: [(bound: Double, value: Double, exemplar: Range<Int>?)] = []
  /// Whether it is a native histogram: its buckets follow from a schema.
  var isNative = false

  init(_ bytes: [UInt8], _ range: Range<Int>, isSummary: Bool) throws(ExpositionError) {
    var reader = WireReader(bytes, range)
    while let field = try reader.next() {
      switch field.number {
      case 1: count = Double(try field.integer())
      case 2: sum = try field.double()
      case 3: parts.append(try Self.part(bytes, try field.range(), isSummary: isSummary))
      case 4 where !isSummary:
        let exact = try field.double()
        if exact > 0 { count = exact }
      case 6, 7, 8, 9, 12: isNative = !isSummary
      case _: continue
      }
    }
  }

  private static func part(
    _ bytes: [UInt8], _ range: Range<Int>, isSummary: Bool
  ) throws(ExpositionError) -> (bound: Double, value: Double, exemplar: Range<Int>?) {
    var reader = WireReader(bytes, range)
    var part = (bound: 0.0, value: 0.0, exemplar: Range<Int>?.none)
    while let field = try reader.next() {
      switch (field.number, isSummary) {
      case (1, true): part.bound = try field.double()
      case (2, true): part.value = try field.double()
      case (1, false): part.value = Double(try field.integer())
      case (2, false): part.bound = try field.double()
      case (3, false): part.exemplar = try field.range()
      case (4, false):
        let exact = try field.double()
        if exact > 0 { part.value = exact }
      case _: continue
      }
    }
    return part
  }
}
