/// Rates, as `--limit` and `--hashlimit-upto` write them. `second` is what one second counts in the
/// kernel's unit of time.
enum RateText {
  private static let units: [(name: String, seconds: UInt64)] = [
    ("day", 86_400), ("hour", 3600), ("min", 60), ("sec", 1),
  ]

  /// The time between two packets at `10/min`.
  static func interval<Value: FixedWidthInteger>(
    _ word: ArraySlice<UInt8>, second: UInt64
  ) throws(OptionProblem) -> Value {
    let parts = word.split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let count = UInt64(String(decoding: first, as: UTF8.self)),
      count > 0, let seconds = try seconds(parts.dropFirst().first)
    else { throw .malformed("\(RuleWords.text(word)) is not a rate, such as 10/min") }
    guard count / seconds <= second else {
      throw .malformed("\(RuleWords.text(word)) is faster than iptables can count")
    }
    return Value(clamping: second * seconds / count)
  }

  private static func seconds(_ word: ArraySlice<UInt8>?) throws(OptionProblem) -> UInt64? {
    guard let word else { return 1 }
    let name = String(decoding: word, as: UTF8.self).lowercased()
    guard !name.isEmpty else { return nil }
    return ["second", "minute", "hour", "day"].first { $0.hasPrefix(name) }.map { unit in
      unit == "second" ? 1 : unit == "minute" ? 60 : unit == "hour" ? 3600 : 86_400
    }
  }

  /// `10/min`: in the smallest unit in which the number comes out whole enough.
  static func text(_ interval: UInt64, second: UInt64) -> String {
    guard interval > 0 else { return "0/sec" }
    var chosen = 0
    for (index, unit) in units.enumerated().dropFirst() {
      let whole = unit.seconds * second
      if interval > whole || whole / interval < whole % interval { break }
      chosen = index
    }
    return "\(units[chosen].seconds * second / interval)/\(units[chosen].name)"
  }

  /// The bytes a second of `512kb/s`; nil where the rate counts packets.
  static func byteRate(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> UInt64? {
    let text = String(decoding: word, as: UTF8.self).lowercased()
    guard text.hasSuffix("b/s") else { return nil }
    return try bytes(text.dropLast(3))
  }

  /// A burst in packets, or in bytes where it ends in `b`.
  static func burst(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> UInt64 {
    let text = String(decoding: word, as: UTF8.self).lowercased()
    return text.hasSuffix("b") ? try bytes(text.dropLast()) : try RuleWords.number(word)
  }

  private static func bytes(_ text: Substring) throws(OptionProblem) -> UInt64 {
    let factor: UInt64 = text.hasSuffix("m") ? 1 << 20 : text.hasSuffix("k") ? 1 << 10 : 1
    let digits = factor == 1 ? text : text.dropLast()
    guard let number = UInt64(digits), number <= 0xffff_ffff / factor else {
      throw .malformed("\(text)b is not a number of bytes below four billion")
    }
    return number * factor
  }

  /// `512kb`.
  static func bytes(_ value: UInt64) -> String {
    if value > 0, value % (1 << 20) == 0 { return "\(value >> 20)mb" }
    if value > 0, value % (1 << 10) == 0 { return "\(value >> 10)kb" }
    return "\(value)b"
  }

  /// A probability of 2⁻³¹ units with eleven decimals, rounded half to even as printf(3) does.
  static func probability(_ value: UInt32) -> String {
    // value / 2^31 * 10^11 = value * 5^11 / 2^20
    let product = UInt64(value) * 48_828_125
    let rest = product & 0xf_ffff
    var digits = product >> 20
    if rest > 0x8_0000 || rest == 0x8_0000 && digits & 1 == 1 { digits += 1 }
    let fraction = String(digits % 100_000_000_000)
    return "\(digits / 100_000_000_000)."
      + String(repeating: "0", count: 11 - fraction.count) + fraction
  }
}
