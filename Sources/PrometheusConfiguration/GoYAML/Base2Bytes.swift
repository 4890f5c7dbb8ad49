/// A count of bytes as `github.com/alecthomas/units` reads it: `10MB` is 10 · 2²⁰.
enum Base2Bytes {
  /// Reads `text`, with the errors of that package.
  static func bytes(_ text: String) throws(Rejection) -> Int {
    do throws(Rejection) {
      return try bytes(text, suffix: "iB")
    } catch {
      return try bytes(text, suffix: "B")
    }
  }

  private static func bytes(_ text: String, suffix: String) throws(Rejection) -> Int {
    var rest = Array(text.utf8)[...]
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    if rest.elementsEqual("0".utf8) { return 0 }
    guard !rest.isEmpty else { throw invalid(text) }
    var sum = 0.0
    while !rest.isEmpty {
      guard let amount = number(&rest) else { throw invalid(text) }
      let name = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
      rest = rest.dropFirst(name.count)
      let unit = String(decoding: name, as: UTF8.self)
      guard let factor = factor(unit, suffix) else {
        throw Rejection("units: unknown unit \(unit) in \(text)")
      }
      sum += amount * factor
    }
    if isNegative { sum = -sum }
    guard sum >= -0x1p63, sum <= 0x1p63 else { throw Rejection("units: overflow parsing unit") }
    return sum >= 0x1p63 ? Int.min : Int(sum)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Double? {
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let text =
      String(decoding: whole, as: UTF8.self) + "." + String(decoding: fraction, as: UTF8.self)
    guard whole.isEmpty || Int(String(decoding: whole, as: UTF8.self)) != nil else { return nil }
    return Double("0" + text + "0")
  }

  private static func factor(_ unit: String, _ suffix: String) -> Double? {
    if unit == "B" { return 1 }
    guard unit.hasSuffix(suffix), let letter = unit.first, unit.count == suffix.count + 1 else {
      return nil
    }
    guard let power = "KMGTPE".firstIndex(of: letter) else { return nil }
    let exponent = "KMGTPE".distance(from: "KMGTPE".startIndex, to: power) + 1
    return (0..<exponent).reduce(1.0) { value, _ in value * 1024 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func invalid(_ text: String) -> Rejection { Rejection("units: invalid \(text)") }
}
