import Addressing

/// A rule being printed the way `iptables-save` prints it.
struct RuleText {
  /// What is printed so far.
  var text = ""
  /// The family, on which some names depend.
  let family: IPFamily

  init(family: IPFamily) { self.family = family }

  /// ` --NAME`, or ` ! --NAME`.
  mutating func option(_ name: String, isInverted: Bool = false) {
    text += isInverted ? " ! --" : " --"
    text += name
  }

  /// ` --NAME` where a flag is set.
  mutating func flag(_ name: String, if isSet: Bool) {
    if isSet { option(name) }
  }

  /// ` --NAME` for true, ` ! --NAME` for false, nothing for nil.
  mutating func flag(_ name: String, _ value: Bool?) {
    if let value { option(name, isInverted: !value) }
  }

  /// ` --NAME VALUE`, with a sign where there is one.
  mutating func option(_ name: String, _ value: some CustomStringConvertible) {
    option(name)
    word(value)
  }

  /// ` --NAME VALUE` for a value that may be missing.
  mutating func option(_ name: String, ifAny value: (some CustomStringConvertible)?) {
    if let value { option(name, value) }
  }

  /// ` --NAME VALUE` or ` ! --NAME VALUE`, for a condition that may be missing.
  mutating func option<Value>(
    _ name: String, _ value: Inverted<Value>?, as print: (Value) -> String
  ) {
    guard let value else { return }
    option(name, isInverted: value.isInverted)
    word(print(value.value))
  }

  /// ` VALUE`.
  mutating func word(_ value: some CustomStringConvertible) {
    text += " "
    text += value.description
  }

  /// ` VALUE`, quoted where a shell would need it.
  mutating func quoted(_ value: String) {
    text += " "
    text += Self.quoted(value)
  }

  /// The value as `xtables_save_string` writes it: quoted unless it is made of letters, digits, `_`
  /// and `-`, with `\` before `"`, `\` and `'`.
  static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && value.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        case UInt8(ascii: "-"), UInt8(ascii: "_"): true
        case _: false
        }
      }
    if isPlain { return value }
    var result = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar == "'" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// `0x` and the lower-case digits.
  static func hex(_ value: some BinaryInteger) -> String { "0x" + String(value, radix: 16) }

  /// `0x…/0x…`, or the value alone where every bit counts.
  static func hex<Value>(_ value: MaskedValue<Value>) -> String {
    value.mask == .max ? hex(value.value) : hex(value.value) + "/" + hex(value.mask)
  }

  /// The same, and the name that iproute2 gives to 0.
  static func hex(_ value: MaskedValue<UInt32>, zero name: String) -> String {
    value == MaskedValue(0) ? name : hex(value)
  }

  /// `FIRST:LAST`, or one number.
  static func range<Value>(_ range: ValueRange<Value>) -> String {
    range.first == range.last ? "\(range.first)" : "\(range.first):\(range.last)"
  }

  /// `FIRST:LAST`, or one port.
  static func ports(_ range: PortRange, separator: String = ":") -> String {
    range.first == range.last ? "\(range.first)" : "\(range.first)\(separator)\(range.last)"
  }

  /// A protocol as /etc/protocols calls it.
  static func transport(_ value: TransportProtocol) -> String {
    value == .icmpv6 ? "ipv6-icmp" : value.description
  }

  /// `0x` and at least so many lower-case digits.
  static func hex(_ value: some FixedWidthInteger, digits count: Int) -> String {
    "0x" + digits(value, count)
  }

  /// At least so many lower-case hexadecimal digits.
  static func digits(_ value: some FixedWidthInteger, _ count: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// `ADDRESS/LENGTH` or `ADDRESS/MASK`, without `/32` and `/128`, as extensions print networks.
  static func network(_ value: MaskedAddress) -> String {
    value.mask == .ones(value.mask.family) ? "\(value.address)" : value.description
  }

  /// The value in quotation marks.
  static func quotedAlways(_ value: String) -> String {
    let text = quoted(value)
    return text.hasPrefix("\"") ? text : "\"\(text)\""
  }
}
