/// A time in seconds, exact to the nanosecond where it is written as a decimal fraction.
enum StrictTime: Hashable {
  case exact(seconds: Int128, nanoseconds: Int)
  case float(Double)

  /// Seconds as a float.
  var seconds: Double {
    switch self {
    case .exact(let seconds, let nanoseconds): Double(seconds) + Double(nanoseconds) / 1e9
    case .float(let value): value
    }
  }

  /// Milliseconds, the rest cut off.
  var milliseconds: Int64 {
    Int64(exactly: (seconds * 1000).rounded(.towardZero)) ?? .min
  }

  static func > (left: StrictTime, right: StrictTime) -> Bool {
    guard case .exact(let a, let b) = left, case .exact(let c, let d) = right else {
      return left.seconds > right.seconds
    }
    return a == c ? b > d : a > c
  }

  /// Reads a timestamp: whole, a fraction of which nine digits count, or a finite float.
  init?(_ text: [UInt8]) {
    guard let first = text.first, let last = text.last, !isStrictSpace(first),
      !isStrictSpace(last), !text.contains(UInt8(ascii: "_"))
    else { return nil }
    if let whole = strictInteger(text) {
      self = .exact(seconds: whole, nanoseconds: 0)
      return
    }
    if let point = text.firstIndex(of: UInt8(ascii: ".")),
      let whole = strictInteger(Array(text[..<point])),
      let fraction = Self.nanoseconds(text[(point + 1)...])
    {
      self = .exact(seconds: whole, nanoseconds: whole < 0 ? -fraction : fraction)
      return
    }
    guard let value = strictFloat(text), value.isFinite else { return nil }
    self = .float(value)
  }

  private static func nanoseconds(_ digits: ArraySlice<UInt8>) -> Int? {
    var nine = Array(digits.prefix(9))
    nine += repeatElement(UInt8(ascii: "0"), count: 9 - nine.count)
    guard let value = strictInteger(nine), value >= 0 else { return nil }
    return Int(value)
  }
}

/// A whole number with an optional sign.
func strictInteger(_ text: [UInt8]) -> Int128? {
  let trimmed = strictTrimmed(text)
  guard let last = trimmed.last, isDigit(last) else { return nil }
  return Int128(String(decoding: trimmed, as: UTF8.self))
}

/// A decimal number, an infinity or NaN, each with an optional sign; larger than all is infinite.
func strictFloat(_ text: [UInt8]) -> Double? {
  let trimmed = Array(strictTrimmed(text))
  let unsigned =
    trimmed.first.map { $0 == 0x2B || $0 == 0x2D } == true
    ? trimmed.dropFirst() : trimmed[...]
  if String(decoding: unsigned, as: UTF8.self).lowercased() == "nan" { return .nan }
  do throws(NumberFault) {
    return try readGoFloat(trimmed.span, 0, trimmed.count)
  } catch {
    switch error {
    case .range: return trimmed.first == UInt8(ascii: "-") ? -.infinity : .infinity
    case .syntax, .character, .integerRange: return nil
    }
  }
}

/// A sample's value: a number with nothing around it.
func strictValue(_ text: [UInt8]) -> Double? {
  guard let first = text.first, let last = text.last, !isStrictSpace(first),
    !isStrictSpace(last), !text.contains(UInt8(ascii: "_")),
    !text.contains(where: { $0 | 0x20 == UInt8(ascii: "x") })
  else { return nil }
  return strictFloat(text)
}

func isStrictSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
}

func strictTrimmed(_ text: some BidirectionalCollection<UInt8>) -> [UInt8] {
  guard let first = text.firstIndex(where: { !isStrictSpace($0) }),
    let last = text.lastIndex(where: { !isStrictSpace($0) })
  else { return [] }
  return Array(text[first...last])
}
