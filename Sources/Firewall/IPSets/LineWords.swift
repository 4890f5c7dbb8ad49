/// The words of a line: separated by blanks, or within double quotes.
struct LineWords {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// The next word without its quotes, nil at the end of the line.
  mutating func next() -> ArraySlice<UInt8>? {
    var start = rest.startIndex
    while start < rest.endIndex, Self.isBlank(rest[start]) { start += 1 }
    guard start < rest.endIndex else {
      rest = rest[start...]
      return nil
    }
    if rest[start] == UInt8(ascii: "\"") { return quotedWord(from: start + 1) }
    var end = start
    while end < rest.endIndex, !Self.isBlank(rest[end]) { end += 1 }
    defer { rest = rest[end...] }
    return rest[start..<end]
  }

  /// The next word; `-exist` and `-!` are taken out and noted.
  mutating func next(flag: inout Bool) -> ArraySlice<UInt8>? {
    while let word = next() {
      guard word.elementsEqual("-exist".utf8) || word.elementsEqual("-!".utf8) else { return word }
      flag = true
    }
    return nil
  }

  /// What is left, for text that is kept as it is.
  var remainder: ArraySlice<UInt8> { rest }

  private mutating func quotedWord(from start: Int) -> ArraySlice<UInt8> {
    var end = start
    while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") { end += 1 }
    defer { rest = rest[min(end + 1, rest.endIndex)...] }
    return rest[start..<end]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
}

/// Reading and writing of the small parts of a line.
enum LineField {
  /// At most 60 bytes of `text` for a message.
  static func quoted(_ text: ArraySlice<UInt8>) -> String {
    let shown = String(decoding: text.prefix(60), as: UTF8.self)
    return text.count > 60 ? shown + "…" : shown
  }

  /// Reads an unsigned decimal number, nil for anything else.
  static func decimal<Value: FixedWidthInteger & UnsignedInteger>(_ text: ArraySlice<UInt8>)
    -> Value?
  {
    guard !text.isEmpty else { return nil }
    var value: Value = 0
    for byte in text {
      guard byte >= 48, byte <= 57 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Value(byte - 48))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// Reads a decimal number, or a hexadecimal one after `0x`.
  static func integer<Value: FixedWidthInteger & UnsignedInteger>(_ text: ArraySlice<UInt8>)
    -> Value?
  {
    guard text.starts(with: "0x".utf8) || text.starts(with: "0X".utf8) else { return decimal(text) }
    let digits = text.dropFirst(2)
    guard !digits.isEmpty, digits.count <= Value.bitWidth / 4, digits.first != UInt8(ascii: "+"),
      digits.first != UInt8(ascii: "-")
    else { return nil }
    return Value(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// `0x` and `value` in lower-case hexadecimal, filled up with zeros to `digits`.
  static func hexadecimal(_ value: some BinaryInteger, digits: Int = 1) -> String {
    let text = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
