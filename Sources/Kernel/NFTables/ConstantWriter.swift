import Addressing
import CNetfilter
import Documents
import Firewall
import Glibc

/// Writes constants as libnftables-json(5) does.
struct ConstantWriter {
  /// Names of interfaces by index, asked of the kernel once.
  private var interfaces: [UInt32: String] = [:]

  /// A value of a kind. Sets of bits are several names.
  mutating func node(_ bytes: [UInt8], _ kind: ConstantKind) -> Node {
    if kind.isText { return Node(.string(Self.text(bytes))) }
    let value = BitString(kind.isHostOrder ? bytes.reversed() : bytes)
    if kind.type.isBitmask { return flags(value, kind) ?? number(value, kind) }
    return single(value, kind)
  }

  /// The names of the bits, where there are several: what is compared as a list, or with `|`.
  mutating func bits(_ bytes: [UInt8], _ kind: ConstantKind) -> [Node] {
    let value = BitString(kind.isHostOrder ? bytes.reversed() : bytes)
    return (0..<value.bits).filter { value.bit($0) }.map { place in
      // Labels of connections are counted, other bits have values.
      if kind.type == .conntrackLabel { return Node(.number(String(place))) }
      let number = place < 64 ? UInt64(1) << UInt64(place) : 0
      return SymbolNames.name(kind.type, number).map { Node(.string($0)) }
        ?? Node(.number(String(number)))
    }
  }

  private mutating func flags(_ value: BitString, _ kind: ConstantKind) -> Node? {
    let bytes = kind.isHostOrder ? value.reversed.bytes : value.bytes
    let names = bits(bytes, kind)
    guard let first = names.first else { return nil }
    return names.dropFirst().reduce(first) { ["|": [$0, $1]] }
  }

  private mutating func single(_ value: BitString, _ kind: ConstantKind) -> Node {
    switch kind.type {
    case .ipv4Address, .ipv6Address:
      return Node(.string(Self.address(value, kind.type)))
    case .etherAddress: return Node(.string(Self.ethernet(value)))
    case .interfaceIndex: return Node(.string(interface(value.number ?? 0)))
    case .inetProtocol: return protocolName(value.number ?? 0)
    case .boolean: return Node(.bool(!value.isZero))
    case .classID: return Node(.string(Self.classID(value.number ?? 0)))
    case .realm:
      let number = value.number ?? 0
      return Node(.string(SymbolNames.name(.realm, number) ?? String(number)))
    case .duration: return Node(.number(String((value.number ?? 0) / 1000)))
    case .time: return Node(.string(LocalTime.date(nanoseconds: value.number ?? 0)))
    case .hour: return Node(.string(LocalTime.hour(seconds: value.number ?? 0)))
    case .mark, .integer, .hexadecimal, .inetService, .interfaceName, .interfaceType,
      .interfaceKind, .deviceGroup, .etherType, .netfilterProtocol, .dscp, .ecn, .tcpFlags,
      .icmpType, .icmpCode, .icmpv6Type, .icmpv6Code, .icmpxCode, .igmpType,
      .mobilityHeaderType, .dccpPacketType, .arpOperation, .compressionFlags, .conntrackState,
      .conntrackDirection, .conntrackStatus, .conntrackEvent, .conntrackLabel, .packetType,
      .fibAddressType, .userID, .groupID, .cgroup, .day, .string, .verdict, .other:
      return number(value, kind)
    }
  }

  private func number(_ value: BitString, _ kind: ConstantKind) -> Node {
    guard let number = value.number else {
      let digits = value.bytes.drop { $0 == 0 }.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
      return Node(.string("0x" + digits.drop { $0 == "0" }))
    }
    return SymbolNames.name(kind.type, number).map { Node(.string($0)) }
      ?? Node(.number(String(number)))
  }

  private static func address(_ value: BitString, _ type: NFTables.Datatype) -> String {
    KernelBytes.reading(value.resized(bits: type == .ipv4Address ? 32 : 128).bytes) { bytes in
      IPAddress(bytes, family: type == .ipv4Address ? .ipv4 : .ipv6)?.description ?? ""
    }
  }

  private static func ethernet(_ value: BitString) -> String {
    value.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }

  private mutating func interface(_ number: UInt64) -> String {
    let index = UInt32(truncatingIfNeeded: number)
    if let name = interfaces[index] { return name }
    var room = [CChar](repeating: 0, count: Int(IF_NAMESIZE))
    let isKnown = unsafe if_indextoname(index, &room) != nil
    let bytes = room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let name = isKnown ? String(decoding: bytes, as: UTF8.self) : String(number)
    interfaces[index] = name
    return name
  }

  /// A name of /etc/protocols, else the number.
  private func protocolName(_ number: UInt64) -> Node {
    guard let number = UInt8(exactly: number) else { return Node(.number(String(number))) }
    let transport = TransportProtocol(rawValue: number)
    if transport == .icmpv6 { return Node(.string("ipv6-icmp")) }
    let name = transport.description
    return UInt8(name) == nil ? Node(.string(name)) : Node(.number(name))
  }

  private static func classID(_ number: UInt64) -> String {
    switch number {
    case 0: "none"
    case 0xffff_ffff: "root"
    case _: String(number >> 16, radix: 16) + ":" + String(number & 0xffff, radix: 16)
    }
  }

  /// A text, or the beginning of one: `cali*`. A `*` that is meant literally gets a `\`.
  static func text(_ bytes: [UInt8]) -> String {
    let end = bytes.firstIndex(of: 0)
    let text = String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)
    if end == nil { return text + "*" }
    return text.hasSuffix("*") ? text.dropLast() + "\\*" : text
  }
}

/// Points of time in the zone of this machine, as nft prints them.
enum LocalTime {
  /// `2030-01-01 10:00:00` of nanoseconds since 1970.
  static func date(nanoseconds: UInt64) -> String {
    let seconds = Int(clamping: nanoseconds / 1_000_000_000)
    let local = seconds + zone(at: seconds)
    let (days, clock) = (local.floored(by: 86_400), local - local.floored(by: 86_400) * 86_400)
    let (year, month, day) = calendar(days)
    return "\(year)-\(two(month))-\(two(day)) "
      + "\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
  }

  /// `09:00` of seconds since midnight in UTC.
  static func hour(seconds: UInt64) -> String {
    let day = 86_400
    let local = ((Int(seconds % 86_400) + zone(at: time(nil))) % day + day) % day
    let text = "\(two(local / 3600)):\(two(local / 60 % 60))"
    return local % 60 == 0 ? text : text + ":\(two(local % 60))"
  }

  /// How many seconds this machine's clock is ahead of UTC at a time.
  private static func zone(at seconds: Int) -> Int {
    var seconds = seconds
    var parts = unsafe tm()
    _ = unsafe localtime_r(&seconds, &parts)
    return unsafe parts.tm_gmtoff
  }

  /// Year, month and day of a number of days since 1970 (Howard Hinnant's `civil_from_days`).
  private static func calendar(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = shifted.floored(by: 146_097)
    let ofEra = shifted - era * 146_097
    let ofYear = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let rest = ofEra - (365 * ofYear + ofYear / 4 - ofYear / 100)
    let month = (5 * rest + 2) / 153
    let year = ofYear + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, rest - (153 * month + 2) / 5 + 1)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int {
  /// The quotient rounded down.
  fileprivate func floored(by divisor: Int) -> Int {
    (self >= 0 ? self : self - divisor + 1) / divisor
  }
}
