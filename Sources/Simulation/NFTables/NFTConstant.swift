import Addressing
import Firewall
import Routing

/// Constants of rules and sets as the numbers packets are compared with.
struct NFTConstant {
  let host: HostModel

  /// The number a constant stands for as a value of `type`, nil when it is no single known number.
  func number(_ expression: NFTables.Expression, as type: NFTables.Datatype) -> UInt128? {
    switch expression {
    case .number(let value): label(UInt128(value), type)
    case .boolean(let value): value ? 1 : 0
    case .symbol(let text): symbol(text, type)
    case .list(let elements):
      fold(elements, type) { $0 | $1 }
    case .binary(let symbol, let operands):
      fold(operands, type) { NFTConstant.apply(symbol, $0, $1) }
    case .element(let element): number(element.key, as: type)
    case .wildcard, .setReference, .prefix, .range, .concatenation, .anonymousSet, .verdict,
      .payload, .extensionHeader, .meta, .conntrack, .route, .socket, .osf, .fib, .ipsec, .numgen,
      .jhash, .symhash, .map, .unknown:
      nil
    }
  }

  /// The run of values a constant, prefix, range or wildcard name stands for.
  func interval(_ expression: NFTables.Expression, as type: NFTables.Datatype) -> NFTInterval? {
    switch expression {
    case .range(let low, let high):
      guard let first = number(low, as: type), let last = number(high, as: type) else { return nil }
      return NFTInterval(first, last)
    case .prefix(let address, let length):
      return number(address, as: type).flatMap { prefix($0, length, width(type, address)) }
    case .symbol(let text) where isPrefixName(text, type):
      let name = Self.packedName(String(text.dropLast()))
      let bytes = text.utf8.count - 1
      return NFTInterval(name, name | (bytes >= 16 ? 0 : UInt128.max >> UInt128(8 * bytes)))
    case let single:
      return number(single, as: type).map { NFTInterval($0) }
    }
  }

  private func fold(
    _ operands: [NFTables.Expression], _ type: NFTables.Datatype,
    _ join: (UInt128, UInt128) -> UInt128?
  ) -> UInt128? {
    guard let head = operands.first, var result = number(head, as: type) else { return nil }
    for operand in operands.dropFirst() {
      guard let value = number(operand, as: type), let joined = join(result, value) else {
        return nil
      }
      result = joined
    }
    return result
  }

  /// Conntrack labels are written as the number of their bit.
  private func label(_ value: UInt128, _ type: NFTables.Datatype) -> UInt128? {
    guard type == .conntrackLabel else { return value }
    return value < 128 ? 1 << value : nil
  }

  private func symbol(_ text: String, _ type: NFTables.Datatype) -> UInt128? {
    if let number = NFTSymbols.number(of: text, in: type) { return number }
    switch type {
    case .inetProtocol: return TransportProtocol(parsing: text).map { UInt128($0.rawValue) }
    case .interfaceName, .interfaceKind, .string: return Self.packedName(Self.unescaped(text))
    case .interfaceIndex: return linkNumber(text)
    case .deviceGroup: return text == "default" ? 0 : UInt128(text)
    case .classID: return Self.classID(text)
    case .conntrackLabel: return UInt128(text).flatMap { label($0, type) }
    case .ipv4Address, .ipv6Address, .etherAddress, .integer, .hexadecimal, .boolean, .mark,
      .inetService, .interfaceType, .etherType, .netfilterProtocol, .dscp, .ecn, .tcpFlags,
      .icmpType, .icmpCode, .icmpv6Type, .icmpv6Code, .icmpxCode, .igmpType, .mobilityHeaderType,
      .dccpPacketType, .arpOperation, .compressionFlags, .conntrackState, .conntrackDirection,
      .conntrackStatus, .conntrackEvent, .packetType, .fibAddressType, .userID, .groupID, .realm,
      .cgroup, .time, .day, .hour, .duration, .verdict, .other:
      return Self.address(text) ?? MACAddress(parsing: text).map { UInt128($0.bits) }
        ?? UInt128(text)
    }
  }

  private func linkNumber(_ text: String) -> UInt128? {
    if let place = host.linkIndex[text] { return UInt128(host.links[place].index) }
    return UInt128(text)
  }

  private func isPrefixName(_ text: String, _ type: NFTables.Datatype) -> Bool {
    type == .interfaceName && text.hasSuffix("*") && !text.hasSuffix("\\*")
  }

  private func width(_ type: NFTables.Datatype, _ address: NFTables.Expression) -> Int {
    switch type {
    case .ipv4Address: return 32
    case .ipv6Address: return 128
    case .etherAddress: return 48
    case .inetService: return 16
    case .mark: return 32
    case _:
      guard case .symbol(let text) = address, let parsed = IPAddress(parsing: text) else {
        return 32
      }
      return parsed.family.bitWidth
    }
  }

  private func prefix(_ value: UInt128, _ length: Int, _ width: Int) -> NFTInterval? {
    guard length >= 0, length <= width else { return nil }
    let hostBits = UInt128(width - length)
    let mask: UInt128 = hostBits == 128 ? .max : (1 << hostBits) - 1
    return NFTInterval(value & ~mask, value | mask)
  }
}

extension NFTConstant {
  /// An address as a number.
  static func address(_ text: String) -> UInt128? {
    IPAddress(parsing: text).map(number)
  }

  /// An address as a number.
  static func number(_ address: IPAddress) -> UInt128 {
    UInt128(address.high) << 64 | UInt128(address.low)
  }

  /// A number as an address of `family`.
  static func address(_ number: UInt128, _ family: IPFamily) -> IPAddress {
    switch family {
    case .ipv4: IPAddress(v4: UInt32(truncatingIfNeeded: number))
    case .ipv6:
      IPAddress(
        v6High: UInt64(truncatingIfNeeded: number >> 64), low: UInt64(truncatingIfNeeded: number))
    }
  }

  /// A name as its sixteen bytes, the first highest.
  static func packedName(_ name: String) -> UInt128 {
    var packed: UInt128 = 0
    var shift: UInt128 = 120
    for byte in name.utf8.prefix(16) {
      packed |= UInt128(byte) << shift
      shift = shift >= 8 ? shift - 8 : 0
    }
    return packed
  }

  private static func unescaped(_ text: String) -> String {
    text.hasSuffix("\\*") ? String(text.dropLast(2)) + "*" : text
  }

  /// `tc` handles: two hexadecimal halves.
  private static func classID(_ text: String) -> UInt128? {
    switch text {
    case "none": return 0
    case "root": return 0xffff_ffff
    case _:
      let halves = text.split(separator: ":", omittingEmptySubsequences: false)
      guard halves.count == 2, let major = UInt16(halves[0].isEmpty ? "0" : halves[0], radix: 16),
        let minor = UInt16(halves[1].isEmpty ? "0" : halves[1], radix: 16)
      else { return nil }
      return UInt128(major) << 16 | UInt128(minor)
    }
  }

  /// The result of an operator, nil for a shift that no register has room for.
  static func apply(
    _ symbol: NFTables.BinaryOperator, _ left: UInt128, _ right: UInt128
  ) -> UInt128? {
    switch symbol {
    case .or: left | right
    case .and: left & right
    case .xor: left ^ right
    case .shiftLeft: right < 128 ? left << right : nil
    case .shiftRight: right < 128 ? left >> right : nil
    }
  }
}
