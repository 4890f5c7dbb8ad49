import Addressing

/// The values that options take. Each reads the next word, or says what is wrong with it.
extension RuleWords {
  /// The sign before the option; an option that never asks may not have one.
  mutating func inversion() -> Bool {
    inversionIsUsed = true
    return isInverted
  }

  /// The next word as it stands.
  mutating func word() throws(OptionProblem) -> ArraySlice<UInt8> {
    guard !isAtEnd else { throw .malformed("its value is missing") }
    position += 1
    return bytes(position - 1)
  }

  /// The next word.
  mutating func string() throws(OptionProblem) -> String {
    String(decoding: try word(), as: UTF8.self)
  }

  /// The next word, in memory that it shares with equal ones.
  mutating func sharedString() throws(OptionProblem) -> String {
    let text = try string()
    return text.utf8.count > 15 ? comments.insert(text).memberAfterInsert : text
  }

  /// A number as strtoul(3) reads it with base 0, up to `limit`.
  mutating func number<Value: FixedWidthInteger>(
    upTo limit: Value = .max
  ) throws(OptionProblem) -> Value {
    try Self.number(try word(), upTo: limit)
  }

  /// `FIRST:LAST`, either of which may be missing, or one number.
  mutating func range<Value: FixedWidthInteger & Sendable>(
    upTo limit: Value = .max, separator: UInt8 = UInt8(ascii: ":")
  ) throws(OptionProblem) -> ValueRange<Value> {
    let word = try word()
    guard let colon = word.firstIndex(of: separator) else {
      return ValueRange(try Self.number(word, upTo: limit))
    }
    let first = word[..<colon]
    let last = word[(colon + 1)...]
    return ValueRange(
      first.isEmpty ? 0 : try Self.number(first, upTo: limit),
      last.isEmpty ? limit : try Self.number(last, upTo: limit))
  }

  /// `VALUE` or `VALUE/MASK`.
  mutating func masked<Value: FixedWidthInteger & Sendable>()
    throws(OptionProblem) -> MaskedValue<Value>
  {
    let word = try word()
    guard let slash = word.firstIndex(of: UInt8(ascii: "/")) else {
      return MaskedValue(try Self.number(word))
    }
    return MaskedValue(
      try Self.number(word[..<slash]), mask: try Self.number(word[(slash + 1)...]))
  }

  /// A number with its mask, or a name of a file in /etc/iproute2, which iptables prints instead
  /// of the number; `zero` is what those files call 0, other names are not known here.
  mutating func masked(
    orNamed zero: String
  ) throws(OptionProblem) -> MaskedValue<UInt32> {
    let start = self
    let name = try string()
    if name == zero { return MaskedValue(0) }
    if let first = name.utf8.first, !(48...57).contains(first) {
      throw .unknown("it does not know the number of \(name)")
    }
    self = start
    return try masked()
  }

  /// One of the names of an enumeration.
  mutating func name<Value: RawRepresentable>(
    as type: Value.Type = Value.self
  ) throws(OptionProblem) -> Value where Value.RawValue == String {
    let text = try string()
    guard let value = Value(rawValue: text) else { throw .unknown("it does not know \(text)") }
    return value
  }

  /// Port numbers, names, or runs of them, divided by `:`.
  mutating func ports() throws(OptionProblem) -> PortRange { try Self.ports(try word()) }

  /// Ports with their sign; nil where every port is meant, as iptables prints it.
  mutating func portCondition() throws(OptionProblem) -> Inverted<PortRange>? {
    let ports = try ports()
    let isInverted = inversion()
    return ports == .all && !isInverted ? nil : Inverted(ports, isInverted: isInverted)
  }

  /// An address.
  mutating func address() throws(OptionProblem) -> IPAddress { try Self.address(try word()) }

  /// An address with an optional prefix length or mask.
  mutating func maskedAddress() throws(OptionProblem) -> MaskedAddress {
    try Self.maskedAddress(try word())
  }

  /// A protocol's name or number; `all` is protocol 0.
  mutating func transport() throws(OptionProblem) -> TransportProtocol {
    try Self.transport(try word())
  }

  /// Words divided by commas.
  mutating func list() throws(OptionProblem) -> [String] {
    try word().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
