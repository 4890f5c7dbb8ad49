/// The types and codes of ICMP messages, as iptables names them.
enum ICMPTypeNames {
  /// A message's type and the codes it may have.
  struct Message {
    var type: UInt8
    var codes: ValueRange<UInt8>
  }

  private typealias Entry = (name: String, type: UInt8, first: UInt8, last: UInt8)

  private static let v4Names: [Entry] = [
    ("any", 255, 0, 255), ("echo-reply", 0, 0, 255), ("pong", 0, 0, 255),
    ("destination-unreachable", 3, 0, 255), ("network-unreachable", 3, 0, 0),
    ("host-unreachable", 3, 1, 1), ("protocol-unreachable", 3, 2, 2),
    ("port-unreachable", 3, 3, 3), ("fragmentation-needed", 3, 4, 4),
    ("source-route-failed", 3, 5, 5), ("network-unknown", 3, 6, 6), ("host-unknown", 3, 7, 7),
    ("network-prohibited", 3, 9, 9), ("host-prohibited", 3, 10, 10),
    ("tos-network-unreachable", 3, 11, 11), ("tos-host-unreachable", 3, 12, 12),
    ("TOS-network-unreachable", 3, 11, 11), ("TOS-host-unreachable", 3, 12, 12),
    ("communication-prohibited", 3, 13, 13), ("host-precedence-violation", 3, 14, 14),
    ("precedence-cutoff", 3, 15, 15), ("source-quench", 4, 0, 255), ("redirect", 5, 0, 255),
    ("network-redirect", 5, 0, 0), ("host-redirect", 5, 1, 1),
    ("tos-network-redirect", 5, 2, 2), ("tos-host-redirect", 5, 3, 3),
    ("echo-request", 8, 0, 255), ("ping", 8, 0, 255), ("router-advertisement", 9, 0, 255),
    ("router-solicitation", 10, 0, 255), ("time-exceeded", 11, 0, 255),
    ("ttl-exceeded", 11, 0, 255), ("ttl-zero-during-transit", 11, 0, 0),
    ("ttl-zero-during-reassembly", 11, 1, 1), ("parameter-problem", 12, 0, 255),
    ("ip-header-bad", 12, 0, 0), ("required-option-missing", 12, 1, 1),
    ("timestamp-request", 13, 0, 255), ("timestamp-reply", 14, 0, 255),
    ("address-mask-request", 17, 0, 255), ("address-mask-reply", 18, 0, 255),
  ]

  private static let v6Names: [Entry] = [
    ("destination-unreachable", 1, 0, 255), ("no-route", 1, 0, 0),
    ("communication-prohibited", 1, 1, 1), ("beyond-scope", 1, 2, 2),
    ("address-unreachable", 1, 3, 3), ("port-unreachable", 1, 4, 4),
    ("failed-policy", 1, 5, 5), ("reject-route", 1, 6, 6), ("packet-too-big", 2, 0, 255),
    ("time-exceeded", 3, 0, 255), ("ttl-exceeded", 3, 0, 255),
    ("ttl-zero-during-transit", 3, 0, 0), ("ttl-zero-during-reassembly", 3, 1, 1),
    ("parameter-problem", 4, 0, 255), ("bad-header", 4, 0, 0),
    ("unknown-header-type", 4, 1, 1), ("unknown-option", 4, 2, 2),
    ("echo-request", 128, 0, 255), ("ping", 128, 0, 255), ("echo-reply", 129, 0, 255),
    ("pong", 129, 0, 255), ("mld-listener-query", 130, 0, 255),
    ("mld-listener-report", 131, 0, 255), ("mld-listener-done", 132, 0, 255),
    ("mld-listener-reduction", 132, 0, 255), ("router-solicitation", 133, 0, 255),
    ("router-advertisement", 134, 0, 255), ("neighbour-solicitation", 135, 0, 255),
    ("neighbor-solicitation", 135, 0, 255), ("neighbour-advertisement", 136, 0, 255),
    ("neighbor-advertisement", 136, 0, 255), ("redirect", 137, 0, 255),
  ]

  /// Reads a type, `TYPE/CODE` or a name of IPv4's ICMP.
  static func v4(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> Message {
    try message(word, v4Names)
  }

  /// Reads a type, `TYPE/CODE` or a name of ICMPv6.
  static func v6(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> Message {
    try message(word, v6Names)
  }

  private static func message(
    _ word: ArraySlice<UInt8>, _ names: [Entry]
  ) throws(OptionProblem) -> Message {
    if let first = word.first, first < 48 || first > 57 {
      let name = String(decoding: word, as: UTF8.self).lowercased()
      let entry =
        names.first { $0.name == name } ?? names.first { $0.name.hasPrefix(name) && !name.isEmpty }
      guard let entry else { throw .unknown("it does not know the ICMP type \(name)") }
      return Message(type: entry.type, codes: ValueRange(entry.first, entry.last))
    }
    guard let slash = word.firstIndex(of: UInt8(ascii: "/")) else {
      return Message(type: try RuleWords.number(word), codes: ValueRange(0, 255))
    }
    let code: UInt8 = try RuleWords.number(word[(slash + 1)...])
    return Message(type: try RuleWords.number(word[..<slash]), codes: ValueRange(code))
  }

  /// `TYPE`, or `TYPE/CODE` where one code is meant.
  static func text(_ type: UInt8, _ codes: ValueRange<UInt8>) -> String {
    if codes.first == 0, codes.last == 255 { return "\(type)" }
    return codes.first == codes.last
      ? "\(type)/\(codes.first)" : "\(type)/\(codes.first)-\(codes.last)"
  }
}
