import Addressing

/// What single words mean.
extension RuleWords {
  static func text(_ word: ArraySlice<UInt8>) -> String {
    let shown = String(decoding: word.prefix(60), as: UTF8.self)
    return word.count > 60 ? shown + "…" : shown
  }

  /// A number in decimal, `0x` hexadecimal or `0` octal.
  static func number<Value: FixedWidthInteger>(
    _ word: ArraySlice<UInt8>, upTo limit: Value = .max
  ) throws(OptionProblem) -> Value {
    guard let value = unsigned(word) else {
      throw .malformed("\(text(word)) is not a number")
    }
    guard value <= UInt64(limit) else {
      throw .malformed("\(text(word)) is more than \(limit)")
    }
    return Value(value)
  }

  private static func unsigned(_ word: ArraySlice<UInt8>) -> UInt64? {
    var digits = word
    var radix: UInt64 = 10
    if word.count > 1, word.first == UInt8(ascii: "0") {
      let mark = word[word.startIndex + 1] | 0x20
      radix = mark == UInt8(ascii: "x") ? 16 : 8
      digits = word.dropFirst(radix == 16 ? 2 : 1)
    }
    guard !digits.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = digit(byte), digit < radix else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return .max }
      value = sum
    }
    return value
  }

  static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 48...57: UInt64(byte - 48)
    case 65...70: UInt64(byte - 55)
    case 97...102: UInt64(byte - 87)
    case _: nil
    }
  }

  static func port(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> UInt16 {
    if let first = word.first, first >= 48, first <= 57 {
      guard let port = unsigned(word), port <= 65535 else {
        throw .malformed("\(text(word)) is not a port")
      }
      return UInt16(port)
    }
    guard !word.isEmpty else { throw .malformed("a port is missing") }
    guard let port = ServiceNames.port(String(decoding: word, as: UTF8.self)) else {
      throw .unknown("it does not know the port of the service \(text(word)); write its number")
    }
    return port
  }

  static func ports(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> PortRange {
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")) else {
      return PortRange(try port(word))
    }
    let (first, last) = (word[..<colon], word[(colon + 1)...])
    let range = PortRange(
      first.isEmpty ? 0 : try port(first), last.isEmpty ? .max : try port(last))
    guard range.first <= range.last else {
      throw .malformed("the ports \(text(word)) are the wrong way round")
    }
    return range
  }

  static func address(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> IPAddress {
    guard let address = IPAddress(parsing: word) else {
      throw .malformed("\(text(word)) is not an address; names of hosts are not looked up")
    }
    return address
  }

  static func maskedAddress(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> MaskedAddress {
    guard let slash = word.firstIndex(of: UInt8(ascii: "/")) else {
      let address = try address(shortened(word) ?? word)
      return MaskedAddress(address, mask: .ones(address.family))
    }
    let host = word[..<slash]
    let address = try address(shortened(host) ?? host)
    let mask = word[(slash + 1)...]
    if let length = unsigned(mask), mask.first != UInt8(ascii: "0") || mask.count == 1 {
      guard length <= UInt64(address.family.bitWidth) else {
        throw .malformed("/\(text(mask)) is longer than an address")
      }
      return MaskedAddress(address, mask: IPAddress(maskOfLength: Int(length), address.family))
    }
    guard let bits = IPAddress(parsing: mask), bits.family == address.family else {
      throw .malformed("\(text(mask)) is neither a prefix length nor a mask")
    }
    return MaskedAddress(address, mask: bits)
  }

  /// `10` and `192.168` mean `10.0.0.0` and `192.168.0.0` to iptables.
  private static func shortened(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let dots = word.count { $0 == UInt8(ascii: ".") }
    guard dots < 3, !word.isEmpty, word.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 }),
      word.last != 46
    else { return nil }
    return word + Array(repeatElement([46, 48], count: 3 - dots).joined())
  }

  static func transport(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> TransportProtocol {
    if word.elementsEqual("tcp".utf8) { return .tcp }
    if word.elementsEqual("udp".utf8) { return .udp }
    if word.elementsEqual("all".utf8) || word.elementsEqual("ip".utf8) {
      return TransportProtocol(rawValue: 0)
    }
    if let first = word.first, first >= 48, first <= 57 {
      return TransportProtocol(rawValue: try number(word, upTo: 255))
    }
    guard let value = TransportProtocol(parsing: String(decoding: word, as: UTF8.self)) else {
      throw .malformed("\(text(word)) is not a protocol")
    }
    return value
  }
}
