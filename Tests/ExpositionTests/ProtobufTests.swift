import Exposition
import Testing

/// Messages by the fields of `metrics.proto` (prometheus/client_model), written by hand.
struct MessageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func field(_ number: UInt64, number value: UInt64) {
    varint(number << 3)
    varint(value)
  }

  mutating func field(_ number: UInt64, _ value: Double) {
    varint(number << 3 | 1)
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * shift))) }
  }

  mutating func field(_ number: UInt64, _ content: [UInt8]) {
    varint(number << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }

  mutating func field(_ number: UInt64, _ build: (inout MessageWriter) -> Void) {
    var inner = MessageWriter()
    build(&inner)
    field(number, inner.bytes)
  }

  /// The message with its length before it.
  var delimited: [UInt8] {
    var length = MessageWriter()
    length.varint(UInt64(bytes.count))
    return length.bytes + bytes
  }

  static func gauge(_ name: String, _ value: Double) -> MessageWriter {
    var family = MessageWriter()
    family.field(1, Array(name.utf8))
    family.field(2, Array("Help.".utf8))
    family.field(3, number: 1)
    family.field(4) { metric in
      metric.field(1) { $0.label("room", "a\"b") }
      metric.field(2) { $0.field(1, value) }
      metric.field(6, number: 1234)
    }
    return family
  }

  mutating func label(_ name: String, _ value: String) {
    field(1, Array(name.utf8))
    field(2, Array(value.utf8))
  }
}

@Suite struct ProtobufTests {
  private static func samples(_ body: [UInt8]) throws -> [String] {
    var parser = try ExpositionParser(body, format: .protobuf)
    var all: [String] = []
    while let entry = try parser.next() {
      guard entry == .series else { continue }
      let labels = parser.labels.map { label in
        var text: [UInt8] = []
        parser.appendName(of: label, to: &text)
        text.append(UInt8(ascii: "="))
        parser.appendValue(of: label, to: &text)
        return String(decoding: text, as: UTF8.self)
      }
      let name = String(decoding: parser.unescapedName, as: UTF8.self)
      let time = parser.timestamp.map { " \($0)" } ?? ""
      all.append("\(name){\(labels.joined(separator: ","))} \(goFloat(parser.value))\(time)")
    }
    return all
  }

  @Test func `reads gauges with labels and times`() throws {
    let body = MessageWriter.gauge("a", 21.5).delimited + MessageWriter.gauge("b", -1).delimited
    #expect(try Self.samples(body) == ["a{room=a\"b} 21.5 1234", "b{room=a\"b} -1 1234"])
  }

  @Test func `spreads histograms and summaries over series`() throws {
    var histogram = MessageWriter()
    histogram.field(1, Array("h".utf8))
    histogram.field(3, number: 4)
    histogram.field(4) { metric in
      metric.field(7) { value in
        value.field(1, number: 3)
        value.field(2, 4.5)
        value.field(3) { bucket in
          bucket.field(1, number: 2)
          bucket.field(2, 1)
        }
      }
    }
    var summary = MessageWriter()
    summary.field(1, Array("s".utf8))
    summary.field(3, number: 2)
    summary.field(4) { metric in
      metric.field(4) { value in
        value.field(1, number: 7)
        value.field(2, 9)
        value.field(3) { quantile in
          quantile.field(1, 0.5)
          quantile.field(2, 1.25)
        }
      }
    }
    #expect(
      try Self.samples(histogram.delimited + summary.delimited) == [
        "h_count{} 3", "h_sum{} 4.5", "h_bucket{le=1.0} 2", "h_bucket{le=+Inf} 3",
        "s_count{} 7", "s_sum{} 9", "s{quantile=0.5} 1.25",
      ])
  }

  @Test(arguments: [1, 5, 12]) func `says where a body was cut`(_ length: Int) {
    let body = Array(MessageWriter.gauge("a", 1).delimited.dropLast(length))
    #expect(throws: ExpositionError.self) { try Self.samples(body) }
  }
}

/// Exemplars of counters and of buckets.
@Suite struct ProtobufExemplarTests {
  private static func write(_ message: inout MessageWriter) {
    message.field(1) { $0.label("trace", "x\"y") }
    message.field(2, 2.5)
    message.field(3) { time in
      time.field(1, number: 7)
      time.field(2, number: 250_000_000)
    }
  }

  @Test func `stand with their samples`() throws {
    var counter = MessageWriter()
    counter.field(1, Array("c_total".utf8))
    counter.field(3, number: 0)
    counter.field(4) { metric in
      metric.field(3) {
        $0.field(1, 3.0)
        $0.field(2, Self.write)
      }
    }
    var histogram = MessageWriter()
    histogram.field(1, Array("h".utf8))
    histogram.field(3, number: 4)
    histogram.field(4) { metric in
      metric.field(7) { value in
        value.field(1, number: 2)
        value.field(2, 1.5)
        value.field(3) { bucket in
          bucket.field(1, number: 1)
          bucket.field(2, 0.5)
          bucket.field(3, Self.write)
        }
      }
    }
    var parser = try ExpositionParser(counter.delimited + histogram.delimited, format: .protobuf)
    var told: [String] = []
    while let entry = try parser.next() {
      guard entry == .series else { continue }
      guard let exemplar = parser.exemplar else {
        told.append(String(decoding: parser.unescapedName, as: UTF8.self))
        continue
      }
      var text = parser.unescapedName
      for label in exemplar.labels {
        parser.appendName(of: label, to: &text)
        parser.appendValue(of: label, to: &text)
      }
      let words = String(decoding: text, as: UTF8.self)
      told.append("\(words) \(exemplar.value) \(exemplar.timestamp ?? -1)")
    }
    #expect(
      told == [
        "c_totaltracex\"y 2.5 7250", "h_count", "h_sum", "h_buckettracex\"y 2.5 7250", "h_bucket",
      ])
  }
}
