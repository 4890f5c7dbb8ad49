/// A number as Prometheus' API prints it: the fewest digits that give it back, with an exponent
/// below 1e-6 and from 1e21 on only (`jsonutil.MarshalFloat`).
public func goFloat(_ value: Double) -> String {
  var bytes: [UInt8] = []
  appendGoFloat(value, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends what ``goFloat(_:)`` returns.
public func appendGoFloat(_ value: Double, to bytes: inout [UInt8]) {
  guard value.isFinite else {
    bytes += value.isNaN ? "NaN".utf8 : value > 0 ? "+Inf".utf8 : "-Inf".utf8
    return
  }
  let magnitude = value.magnitude
  guard magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21) else {
    let decimal = ShortestDecimal(magnitude)
    bytes += exponential(value, decimal, decimal.point - 1).utf8
    return
  }
  if value.sign == .minus { bytes.append(UInt8(ascii: "-")) }
  if magnitude < 9_007_199_254_740_992, magnitude == magnitude.rounded(.down) {
    appendDigits(UInt64(magnitude), to: &bytes)
    return
  }
  // Swift's own digits are the fewest as well; only its exponents come sooner.
  let text = magnitude.description.utf8
  if !text.contains(UInt8(ascii: "e")) {
    bytes += text
    return
  }
  let decimal = ShortestDecimal(magnitude)
  if decimal.point <= 0 {
    bytes += "0.".utf8
    bytes += repeatElement(0x30, count: -decimal.point)
    bytes += decimal.digits
  } else if decimal.point >= decimal.digits.count {
    bytes += decimal.digits
    bytes += repeatElement(0x30, count: decimal.point - decimal.digits.count)
  } else {
    bytes += decimal.digits[..<decimal.point]
    bytes.append(UInt8(ascii: "."))
    bytes += decimal.digits[decimal.point...]
  }
}

/// A number as OpenMetrics writes it in `le` and `quantile`: Go's `FormatFloat(v, 'g', -1, 64)`,
/// with `.0` where there is neither point nor exponent.
func openMetricsFloat(_ value: Double) -> String {
  guard value.isFinite else { return goFloat(value) }
  let decimal = ShortestDecimal(value.magnitude)
  let exponent = decimal.point - 1
  guard exponent >= -4, exponent < 6 else { return exponential(value, decimal, exponent) }
  let text = goFloat(value)
  return text.utf8.contains(UInt8(ascii: ".")) ? text : text + ".0"
}

private func exponential(_ value: Double, _ decimal: ShortestDecimal, _ exponent: Int) -> String {
  var text = value.sign == .minus ? "-" : ""
  text += String(decoding: decimal.digits.prefix(1), as: UTF8.self)
  if decimal.digits.count > 1 {
    text += "." + String(decoding: decimal.digits.dropFirst(), as: UTF8.self)
  }
  text += exponent < 0 ? "e-" : "e+"
  return text + (exponent.magnitude < 10 ? "0" : "") + "\(exponent.magnitude)"
}

/// The fewest digits that give a number back: `0.DIGITS × 10^point`.
private struct ShortestDecimal {
  var digits: [UInt8]
  var point: Int

  /// The digits of a finite number that is not negative.
  init(_ value: Double) {
    let text = Array(value.description.utf8)
    let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
    let mantissa = text[..<mark]
    let dot = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mark
    point = dot
    if mark < text.count {
      point += Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
    }
    digits = mantissa.filter { $0 != UInt8(ascii: ".") }
    while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    while digits.count > 1, digits.first == 0x30 {
      digits.removeFirst()
      point -= 1
    }
    if digits == [0x30] { point = 1 }
  }
}

/// Appends a whole number in decimal.
public func appendDigits(_ value: UInt64, to bytes: inout [UInt8]) {
  let start = bytes.count
  var rest = value
  repeat {
    bytes.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
    rest /= 10
  } while rest > 0
  bytes[start...].reverse()
}
