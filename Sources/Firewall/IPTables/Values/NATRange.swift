public import Addressing

/// What an address translation may choose from: `struct nf_nat_range2` (linux/netfilter/nf_nat.h).
public struct NATRange: Sendable, Hashable {
  /// The new addresses; nil leaves the address.
  public var addresses: IPRange?
  /// The new ports; nil leaves the port where it is free.
  public var ports: PortRange?
  /// `/BASE` after the ports: port `ports.first + (old - base)` is taken.
  public var basePort: UInt16?
  /// `--random`.
  public var isRandom = false
  /// `--random-fully`.
  public var isFullyRandom = false
  /// `--persistent`: one client always gets the same address.
  public var isPersistent = false

  /// A range of these addresses and ports.
  public init(addresses: IPRange? = nil, ports: PortRange? = nil) {
    self.addresses = addresses
    self.ports = ports
  }
}

extension NATRange {
  /// Reads `[ADDRESS[-ADDRESS]][:PORT[-PORT[/BASE]]]`, IPv6 addresses in brackets before ports.
  mutating func read(_ word: ArraySlice<UInt8>) throws(OptionProblem) {
    var addressPart = word
    var portPart: ArraySlice<UInt8>?
    if word.first == UInt8(ascii: "["), let close = word.lastIndex(of: UInt8(ascii: "]")) {
      addressPart = word[(word.startIndex + 1)..<close].filter { $0 != 0x5b && $0 != 0x5d }[...]
      let rest = word[(close + 1)...]
      if rest.first == UInt8(ascii: ":") {
        portPart = rest.dropFirst()
      } else if !rest.isEmpty {
        throw .malformed("\(RuleWords.text(word)) is not an address and port")
      }
    } else if word.count(where: { $0 == UInt8(ascii: ":") }) == 1,
      let colon = word.firstIndex(of: UInt8(ascii: ":"))
    {
      addressPart = word[..<colon]
      portPart = word[(colon + 1)...]
    }
    if !addressPart.isEmpty { addresses = try RuleWords.addressRange(addressPart) }
    if let portPart { try readPorts(portPart) }
  }

  private mutating func readPorts(_ word: ArraySlice<UInt8>) throws(OptionProblem) {
    var part = word
    if let slash = word.firstIndex(of: UInt8(ascii: "/")) {
      basePort = try RuleWords.port(word[(slash + 1)...])
      part = word[..<slash]
    }
    ports = try RuleWords.dashedPorts(part)
    if ports?.first == 0 { throw .malformed("port 0 cannot be translated to") }
  }

  /// `10.0.0.1-10.0.0.9:80-89/8080`, as `--to-destination` has it.
  var text: String {
    var text = addresses.map(\.description) ?? ""
    guard let ports else { return text }
    if let addresses, addresses.first.family == .ipv6 { text = "[\(addresses)]" }
    text += ":" + RuleText.ports(ports, separator: "-")
    if let basePort { text += "/\(basePort)" }
    return text
  }
}
