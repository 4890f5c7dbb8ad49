/// Bytes in double quotes as Go's `%q` prints them.
func goQuoted(_ bytes: [UInt8]) -> String {
  var text = "\""
  var index = 0
  while index < bytes.count {
    let length = characterLength(bytes, index)
    if length == 0 {
      text += "\\x" + hexadecimal(UInt32(bytes[index]), digits: 2)
      index += 1
      continue
    }
    for scalar in String(decoding: bytes[index..<(index + length)], as: UTF8.self).unicodeScalars {
      text += quoted(scalar)
    }
    index += length
  }
  return text + "\""
}

private func quoted(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\"": return "\\\""
  case "\\": return "\\\\"
  case "\u{07}": return "\\a"
  case "\u{08}": return "\\b"
  case "\u{0C}": return "\\f"
  case "\n": return "\\n"
  case "\r": return "\\r"
  case "\t": return "\\t"
  case "\u{0B}": return "\\v"
  case _: break
  }
  if isPrintable(scalar) { return String(Character(scalar)) }
  if scalar.value < 0x80 { return "\\x" + hexadecimal(scalar.value, digits: 2) }
  return scalar.value < 0x1_0000
    ? "\\u" + hexadecimal(scalar.value, digits: 4) : "\\U" + hexadecimal(scalar.value, digits: 8)
}

/// Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
    .paragraphSeparator:
    return false
  case _: return true
  }
}

private func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// The length of the UTF-8 character at `index`, or 0 where there is none (RFC 3629).
func characterLength(_ bytes: [UInt8], _ index: Int) -> Int {
  let span = bytes.span
  return utf8Length(span, index, bytes.count)
}

/// Whether `bytes[start..<end]` is UTF-8 (RFC 3629).
func isUTF8(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
  var index = start
  while index < end {
    let length = utf8Length(bytes, index, end)
    if length == 0 { return false }
    index &+= length
  }
  return true
}

/// The length of the character at `index`, or 0 where there is none before `end`.
func utf8Length(_ bytes: borrowing Span<UInt8>, _ index: Int, _ end: Int) -> Int {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
  guard length > 0, index &+ length <= end else { return 0 }
  let second = bytes[index &+ 1]
  let low: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
  let high: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
  guard second >= low, second <= high else { return 0 }
  var offset = 2
  while offset < length {
    guard bytes[index &+ offset] & 0xC0 == 0x80 else { return 0 }
    offset &+= 1
  }
  return length
}
