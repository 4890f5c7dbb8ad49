/// Protobuf's wire format: fields of a message, one after the other (protobuf.dev, "Encoding").
///
/// Written by hand: `MetricFamily` is eleven small messages of which numbers and bytes are wanted,
/// and a generated reader would make objects of each of a million samples.
struct WireReader {
  let bytes: [UInt8]
  private(set) var position: Int
  let end: Int

  /// One field.
  struct Field {
    var number: Int
    var content: Content
  }

  /// A field's content by its wire type.
  enum Content {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes(Range<Int>)
    case fixed32(UInt32)
  }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (position, end) = (range.lowerBound, range.upperBound)
  }

  /// The next field, or nil at the end.
  mutating func next() throws(ExpositionError) -> Field? {
    guard position < end else { return nil }
    let key = try varint()
    let number = Int(truncatingIfNeeded: key >> 3)
    switch key & 7 {
    case 0: return Field(number: number, content: .varint(try varint()))
    case 1: return Field(number: number, content: .fixed64(try fixed(8)))
    case 2: return Field(number: number, content: .bytes(try delimited()))
    case 5:
      return Field(number: number, content: .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
    case let type: throw .message(.wireType(Int(type)), offset: position)
    }
  }

  /// A length and so many bytes.
  mutating func delimited() throws(ExpositionError) -> Range<Int> {
    let length = try varint()
    guard length <= UInt64(end - position) else { throw .message(.truncated, offset: position) }
    let start = position
    position += Int(length)
    return start..<position
  }

  /// A number in groups of seven bits, the lowest first.
  mutating func varint() throws(ExpositionError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = bytes[position]
      position += 1
      guard shift < 63 || byte <= 1 else { throw .message(.overflow, offset: position) }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .message(.truncated, offset: position)
  }

  private mutating func fixed(_ count: Int) throws(ExpositionError) -> UInt64 {
    guard end - position >= count else { throw .message(.truncated, offset: position) }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += count
    return value
  }
}

extension WireReader.Field {
  /// A `double`.
  func double() throws(ExpositionError) -> Double {
    guard case .fixed64(let bits) = content else { throw wrong }
    return Double(bitPattern: bits)
  }

  /// An unsigned or signed number without zigzag.
  func integer() throws(ExpositionError) -> UInt64 {
    guard case .varint(let value) = content else { throw wrong }
    return value
  }

  /// A string or a message.
  func range() throws(ExpositionError) -> Range<Int> {
    guard case .bytes(let range) = content else { throw wrong }
    return range
  }

  private var wrong: ExpositionError { .message(.field(number), offset: 0) }
}
