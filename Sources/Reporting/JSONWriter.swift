import Addressing
import Documents

/// Writes JSON member by member into bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8]
  /// Where numbers were written that ``remember`` named.
  private(set) var marks: [Int] = []
  /// A number whose places are wanted.
  var remember: Int?
  private var needsComma = false

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func array<Element>(
    _ elements: [Element], _ body: (Element, inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    for element in elements { body(element, &self) }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func member(_ key: StaticString, _ value: String) {
    self.key(key)
    string(value)
  }

  mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    number(value)
  }

  mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    separate()
    bytes += (value ? "true" : "false").utf8
    needsComma = true
  }

  /// A probability: at most eight digits after the point, none where it is whole.
  mutating func member(_ key: StaticString, _ value: Double) {
    self.key(key)
    separate()
    let rounded = (value * 1e8).rounded() / 1e8
    if rounded == rounded.rounded(), abs(rounded) < 1e15 {
      bytes += String(Int(rounded)).utf8
    } else {
      bytes += "\(rounded)".utf8
    }
    needsComma = true
  }

  mutating func string(_ value: String) {
    separate()
    JSONString.append(value, to: &bytes)
    needsComma = true
  }

  mutating func node(_ value: Node) {
    separate()
    value.writeJSON(to: &bytes)
    needsComma = true
  }

  /// An address in quotes; IPv4 without making a string.
  mutating func address(_ value: IPAddress) {
    guard let v4 = value.v4 else { return string(value.description) }
    separate()
    bytes.append(UInt8(ascii: "\""))
    for shift in [UInt32(24), 16, 8, 0] {
      digits(Int(v4 >> shift & 255))
      if shift > 0 { bytes.append(UInt8(ascii: ".")) }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  mutating func number(_ value: Int) {
    separate()
    digits(value)
    needsComma = true
  }

  /// The member `sourcePort`, its place noted when it is the one that is wanted.
  mutating func sourcePort(_ port: UInt16) {
    key("sourcePort")
    if remember == Int(port) { marks.append(bytes.count) }
    number(Int(port))
  }

  private mutating func digits(_ value: Int) { Self.append(value, to: &bytes) }

  /// Appends a number in decimal.
  static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 {
      bytes += String(value).utf8
      return
    }
    var divisor = 1
    while value / divisor >= 10 { divisor *= 10 }
    var rest = value
    while divisor > 0 {
      bytes.append(UInt8(48 + rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }
}
