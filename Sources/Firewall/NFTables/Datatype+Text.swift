extension NFTables.Datatype {
  /// A number as `nft list ruleset` prints it.
  func text(of number: UInt64) -> String {
    switch self {
    case .mark: "0x" + hexadecimal(number, digits: 8)
    case .dscp: "0x" + hexadecimal(number, digits: 2)
    case .etherType: "0x" + hexadecimal(number, digits: 4)
    case .hexadecimal, .tcpFlags, .conntrackState, .conntrackStatus, .conntrackEvent,
      .compressionFlags, .ecn:
      "0x" + hexadecimal(number, digits: 1)
    case .duration: NFTables.duration(seconds: number)
    case .integer, .boolean, .ipv4Address, .ipv6Address, .etherAddress, .inetProtocol,
      .inetService, .interfaceName, .interfaceIndex, .interfaceType, .interfaceKind,
      .deviceGroup, .netfilterProtocol, .icmpType, .icmpCode, .icmpv6Type, .icmpv6Code,
      .icmpxCode, .igmpType, .mobilityHeaderType, .dccpPacketType, .arpOperation,
      .conntrackDirection, .conntrackLabel, .packetType, .fibAddressType, .userID, .groupID,
      .realm, .classID, .cgroup, .time, .day, .hour, .string, .verdict, .other:
      String(number)
    }
  }

  /// A symbol as `nft list ruleset` prints it: names of things outside nft stand in quotes.
  func text(of symbol: String) -> String {
    switch self {
    case .interfaceName, .string, .time, .day, .hour, .interfaceKind: "\"\(symbol)\""
    case .interfaceIndex, .deviceGroup, .realm, .cgroup, .conntrackLabel, .userID, .groupID:
      UInt64(symbol) == nil ? "\"\(symbol)\"" : symbol
    case .integer, .hexadecimal, .boolean, .mark, .ipv4Address, .ipv6Address, .etherAddress,
      .inetProtocol, .inetService, .interfaceType, .etherType, .netfilterProtocol, .dscp, .ecn,
      .tcpFlags, .icmpType, .icmpCode, .icmpv6Type, .icmpv6Code, .icmpxCode, .igmpType,
      .mobilityHeaderType, .dccpPacketType, .arpOperation, .compressionFlags, .conntrackState,
      .conntrackDirection, .conntrackStatus, .conntrackEvent, .packetType, .fibAddressType,
      .classID, .duration, .verdict, .other:
      symbol
    }
  }

  private func hexadecimal(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension NFTables {
  /// A span of seconds as nft prints it: `1d2h`, `90` is `1m30s`, 0 is `0s`.
  static func duration(seconds: UInt64) -> String {
    guard seconds > 0 else { return "0s" }
    let units: [(letter: String, length: UInt64, wrap: UInt64)] = [
      ("d", 86400, .max), ("h", 3600, 24), ("m", 60, 60), ("s", 1, 60),
    ]
    return units.map { unit in
      let count = seconds / unit.length % unit.wrap
      return count == 0 ? "" : "\(count)\(unit.letter)"
    }.joined()
  }

  /// A quoted string of a ruleset.
  static func quoted(_ text: String) -> String { "\"\(text)\"" }
}
