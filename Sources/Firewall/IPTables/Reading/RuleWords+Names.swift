import Addressing

/// The lists of names, and the forms, that only some options take.
extension RuleWords {
  /// `RELATED,ESTABLISHED`.
  mutating func states() throws(OptionProblem) -> ConntrackStates {
    var states: ConntrackStates = []
    for name in try list() {
      guard let state = ConntrackStates(name: name) else {
        throw .unknown("it does not know the state \(name)")
      }
      states.insert(state)
    }
    return states
  }

  /// `ASSURED,SEEN_REPLY`.
  mutating func status() throws(OptionProblem) -> ConntrackStatus {
    var status: ConntrackStatus = []
    for name in try list() {
      guard let bit = ConntrackStatus(name: name) else {
        throw .unknown("it does not know the status \(name)")
      }
      status.insert(bit)
    }
    return status
  }

  /// `SYN,ACK`.
  mutating func tcpFlags() throws(OptionProblem) -> TCPFlags {
    var flags: TCPFlags = []
    for name in try list() {
      guard let flag = TCPFlags(name: name) else {
        throw .unknown("it does not know the TCP flag \(name)")
      }
      flags.insert(flag)
    }
    return flags
  }

  /// `src,dst`.
  mutating func directions() throws(OptionProblem) -> SetDirections {
    let word = try word()
    var directions = SetDirections()
    for part in word.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard part.count == 3, part.elementsEqual("src".utf8) || part.elementsEqual("dst".utf8) else {
        throw .malformed("\(Self.text(word)) is not a list of src and dst")
      }
      let direction: SetDirection = part.first == UInt8(ascii: "s") ? .source : .destination
      guard directions.append(direction) else {
        throw .malformed("\(Self.text(word)) has more than six directions")
      }
    }
    return directions
  }

  /// `10.0.0.1-10.0.0.9`, or one address.
  mutating func addressRange() throws(OptionProblem) -> IPRange {
    try Self.addressRange(try word())
  }

  static func addressRange(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> IPRange {
    guard let dash = word.firstIndex(of: UInt8(ascii: "-")) else {
      return IPRange(try address(word))
    }
    let first = try address(word[..<dash])
    let last = try address(word[(dash + 1)...])
    guard let range = IPRange(first, last) else {
      throw .malformed("the addresses \(text(word)) are the wrong way round")
    }
    return range
  }

  /// `80-89`, or one port.
  mutating func dashedPorts() throws(OptionProblem) -> PortRange {
    try Self.dashedPorts(try word())
  }

  static func dashedPorts(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> PortRange {
    // A service's name may have a dash in it.
    if let first = word.first, first < 48 || first > 57 { return PortRange(try port(word)) }
    guard let dash = word.firstIndex(of: UInt8(ascii: "-")) else {
      return PortRange(try port(word))
    }
    let range = PortRange(try port(word[..<dash]), try port(word[(dash + 1)...]))
    guard range.first <= range.last else {
      throw .malformed("the ports \(text(word)) are the wrong way round")
    }
    return range
  }

  /// The number after `--ttl-eq` or `--hl-eq`, with its sign.
  mutating func equalHops() throws(OptionProblem) -> HopComparison {
    let isInverted = inversion()
    let value: UInt8 = try number()
    return isInverted ? .notEqual(value) : .equal(value)
  }

  /// `EF`, `AF11`, `CS1`, `BE`.
  mutating func dscpClass() throws(OptionProblem) -> UInt8 {
    let name = try string().uppercased()
    if name == "BE" { return 0 }
    if name == "EF" { return 0x2e }
    let digits = name.utf8.dropFirst(2).map { $0 &- 48 }
    if name.hasPrefix("CS"), digits.count == 1, digits[0] <= 7 { return digits[0] << 3 }
    if name.hasPrefix("AF"), digits.count == 2, 1...4 ~= digits[0], 1...3 ~= digits[1] {
      return digits[0] << 3 | digits[1] << 1
    }
    throw .unknown("it does not know the class \(name)")
  }

  /// `0x10/0x3f`, or a name; a name is compared under `nameMask`.
  mutating func typeOfService(nameMask: UInt8) throws(OptionProblem) -> MaskedValue<UInt8> {
    let named: [String: UInt8] = [
      "minimize-delay": 0x10, "maximize-throughput": 0x08, "maximize-reliability": 0x04,
      "minimize-cost": 0x02, "normal-service": 0x00,
    ]
    if let value = named[try string().lowercased()] { return MaskedValue(value, mask: nameMask) }
    position -= 1
    return try masked()
  }
}
