/// Reads `bytes[start..<end]` as Prometheus reads a value: Go's `strconv.ParseFloat` without
/// hexadecimal exponents and underscores.
func readFloat(
  _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
) throws(NumberFault) -> Double {
  if let value = shortDecimal(bytes, start, end) { return value }
  for index in start..<end {
    switch bytes[index] {
    case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "_"): throw .character
    case _: continue
    }
  }
  return try readGoFloat(bytes, start, end)
}

/// Reads a decimal number that a float holds exactly, or that one exact multiplication or division
/// gives correctly rounded (Clinger 1990); nil for every other text.
@inline(__always)
func shortDecimal(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
  var index = start
  guard index < end else { return nil }
  let isNegative = bytes[index] == UInt8(ascii: "-")
  if isNegative { index &+= 1 }
  guard end &- index <= 24 else { return nil }
  var mantissa: UInt64 = 0
  var digits = 0
  var scale = 0
  var hasPoint = false
  while index < end {
    let digit = bytes[index] &- 0x30
    if digit < 10 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      digits &+= 1
      if hasPoint { scale &-= 1 }
    } else if digit == 0xFE, !hasPoint {
      hasPoint = true
    } else {
      break
    }
    index &+= 1
  }
  guard digits > 0, digits < 19 else { return nil }
  if index < end {
    guard bytes[index] | 0x20 == UInt8(ascii: "e"),
      let exponent = smallExponent(bytes, index &+ 1, end)
    else { return nil }
    scale &+= exponent
  }
  guard mantissa <= 1 << 53, scale >= -22, scale <= 22 else { return nil }
  let whole = Double(mantissa)
  let value = scale < 0 ? whole / powersOfTen[-scale] : whole * powersOfTen[scale]
  return isNegative ? -value : value
}

@inline(__always)
private func smallExponent(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
  var index = start
  guard index < end else { return nil }
  let isNegative = bytes[index] == UInt8(ascii: "-")
  if isNegative || bytes[index] == UInt8(ascii: "+") { index &+= 1 }
  guard index < end, end &- index <= 3 else { return nil }
  var exponent = 0
  while index < end {
    let digit = bytes[index] &- 0x30
    guard digit < 10 else { return nil }
    exponent = exponent &* 10 &+ Int(digit)
    index &+= 1
  }
  return isNegative ? -exponent : exponent
}

/// All powers of ten that a 64-bit float holds exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

/// Reads a number as Go's `strconv.ParseFloat(s, 64)` does.
func readGoFloat(
  _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
) throws(NumberFault) -> Double {
  var text: [UInt8] = []
  text.reserveCapacity(end - start)
  for index in start..<end { text.append(bytes[index]) }
  if let special = specialFloat(text) { return special }
  let isHexadecimal = hasHexadecimalPrefix(text)
  guard hasGoFloatSyntax(text, isHexadecimal: isHexadecimal), underscoresAreDigitSeparators(text)
  else { throw .syntax }
  text.removeAll { $0 == UInt8(ascii: "_") }
  guard let value = Double(String(decoding: text, as: UTF8.self)) else { throw .syntax }
  guard value.isFinite else { throw .range }
  return value
}

/// `NaN` without a sign, `Inf` and `Infinity` with or without one, in any case of letters.
private func specialFloat(_ text: [UInt8]) -> Double? {
  var rest = text[...]
  let sign = rest.first
  let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
  if isSigned { rest.removeFirst() }
  guard let first = rest.first, first | 0x20 == UInt8(ascii: "i") || first | 0x20 == 0x6E else {
    return nil
  }
  switch String(decoding: rest.map { $0 | 0x20 }, as: UTF8.self) {
  case "inf", "infinity": return sign == UInt8(ascii: "-") ? -Double.infinity : .infinity
  case "nan" where !isSigned: return .nan
  case _: return nil
  }
}

private func hasHexadecimalPrefix(_ text: [UInt8]) -> Bool {
  let digits = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
  return digits.count > 2 && digits[digits.startIndex] == 0x30
    && digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x")
}

/// `[+-]digits[.digits][exponent]`, with the exponent required after hexadecimal digits.
private func hasGoFloatSyntax(_ text: [UInt8], isHexadecimal: Bool) -> Bool {
  var rest = text[...]
  if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    rest.removeFirst()
  }
  if isHexadecimal { rest = rest.dropFirst(2) }
  var digits = 0
  var points = 0
  while let byte = rest.first {
    if isDigit(byte) || (isHexadecimal && (0x61...0x66).contains(byte | 0x20)) {
      digits += 1
    } else if byte == UInt8(ascii: ".") {
      points += 1
    } else if byte != UInt8(ascii: "_") {
      break
    }
    rest.removeFirst()
  }
  guard digits > 0, points < 2 else { return false }
  guard let mark = rest.first else { return !isHexadecimal }
  guard mark | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e") else { return false }
  rest.removeFirst()
  if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    rest.removeFirst()
  }
  guard let first = rest.first, isDigit(first) else { return false }
  return rest.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
}

/// Whether each underscore stands between digits (or after a base's prefix).
private func underscoresAreDigitSeparators(_ text: [UInt8]) -> Bool {
  guard text.contains(UInt8(ascii: "_")) else { return true }
  let isHexadecimal = hasHexadecimalPrefix(text)
  func isPlace(_ index: Int) -> Bool {
    guard text.indices.contains(index) else { return false }
    let byte = text[index]
    return isDigit(byte)
      || (isHexadecimal && (0x61...0x66).contains(byte | 0x20))
      || (isHexadecimal && byte | 0x20 == UInt8(ascii: "x"))
  }
  return text.indices.allSatisfy {
    text[$0] != UInt8(ascii: "_") || (isPlace($0 - 1) && isPlace($0 + 1))
  }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
