/// `Exemplar`: labels, a value and perhaps a time.
struct ExemplarMessage {
  var labels: [(name: Range<Int>, value: Range<Int>)] = []
  var value = 0.0
  /// Milliseconds since 1970.
  var timestamp: Int64?

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(ExpositionError) {
    var reader = WireReader(bytes, range)
    while let field = try reader.next() {
      switch field.number {
      case 1: labels.append(try MetricMessage.label(bytes, try field.range()))
      case 2: value = try field.double()
      case 3: timestamp = try Self.milliseconds(bytes, try field.range())
      case _: continue
      }
    }
  }

  /// `google.protobuf.Timestamp`.
  private static func milliseconds(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(ExpositionError) -> Int64 {
    var reader = WireReader(bytes, range)
    var (seconds, nanoseconds) = (Int64(0), Int64(0))
    while let field = try reader.next() {
      if field.number == 1 { seconds = Int64(bitPattern: try field.integer()) }
      if field.number == 2 { nanoseconds = Int64(bitPattern: try field.integer()) }
    }
    return seconds &* 1000 &+ nanoseconds / 1_000_000
  }
}
