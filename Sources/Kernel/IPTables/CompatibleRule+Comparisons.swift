import Addressing
import CNetfilter
import Firewall

extension CompatibleRule {
  /// Whether a comparison is inverted; nil where it is neither `==` nor `!=`.
  private func inversion(_ operation: UInt32) -> Bool? {
    switch operation {
    case NFT_CMP_EQ.rawValue: false
    case NFT_CMP_NEQ.rawValue: true
    case _: nil
    }
  }

  /// Addresses, the protocol, and whether it is a fragment.
  mutating func compareNetwork(
    _ offset: Int, _ count: Int, _ mask: RegisterData?, _ operation: UInt32, _ value: RegisterData
  ) -> Bool {
    guard let isInverted = inversion(operation) else { return false }
    let width = family.bitWidth / 8
    let (source, destination) = family == .ipv4 ? (12, 16) : (8, 24)
    switch (offset, count) {
    case (source, 1...width):
      header.source = address(count, mask, value, isInverted)
    case (destination, 1...width):
      header.destination = address(count, mask, value, isInverted)
    case (9, 1) where family == .ipv4 && mask == nil, (6, 1) where family == .ipv6 && mask == nil:
      header.transport = Inverted(
        TransportProtocol(rawValue: value[0]), isInverted: isInverted)
    case (6, 2) where family == .ipv4 && mask != nil && value.isZero:
      // The offset of a fragment that is not the first differs from 0.
      header.fragment = isInverted
    case _: return false
    }
    return true
  }

  /// Without a mask as many bits count as were compared.
  private func address(
    _ count: Int, _ mask: RegisterData?, _ value: RegisterData, _ isInverted: Bool
  ) -> Inverted<MaskedAddress> {
    Inverted(
      MaskedAddress(
        value.address(family), mask: mask?.address(family) ?? value.ones(family)),
      isInverted: isInverted)
  }

  /// Ports and TCP's flags.
  mutating func compareTransport(
    _ offset: Int, _ count: Int, _ mask: RegisterData?, _ operation: UInt32, _ value: RegisterData
  ) -> Bool {
    if offset == 13, count == 1, let isInverted = inversion(operation) {
      let test = TCPFlagTest(
        mask: TCPFlags(rawValue: mask?[0] ?? .max), compared: TCPFlags(rawValue: value[0]))
      return changeTCP { $0.flags = Inverted(test, isInverted: isInverted) }
    }
    guard count == 2, mask == nil else { return false }
    let port = value.port
    switch operation {
    case NFT_CMP_EQ.rawValue: return setPorts(PortRange(port), offset, isInverted: false)
    case NFT_CMP_NEQ.rawValue: return setPorts(PortRange(port), offset, isInverted: true)
    case NFT_CMP_LT.rawValue where port > 0:
      return setPorts(PortRange(0, port - 1), offset, isInverted: false)
    case NFT_CMP_LTE.rawValue: return setPorts(PortRange(0, port), offset, isInverted: false)
    case NFT_CMP_GT.rawValue where port < .max:
      return setPorts(PortRange(port + 1, .max), offset, isInverted: false)
    case NFT_CMP_GTE.rawValue: return setPorts(PortRange(port, .max), offset, isInverted: false)
    case _: return false
    }
  }

  /// Sets source or destination ports of the match that the rule's protocol has.
  mutating func setPorts(_ ports: PortRange, _ offset: Int, isInverted: Bool) -> Bool {
    guard offset == 0 || offset == 2 else { return false }
    let isSource = offset == 0
    let condition = Inverted(ports, isInverted: isInverted)
    switch header.transport {
    case Inverted(.tcp):
      return changeTCP {
        if isSource { $0.sourcePorts = condition } else { $0.destinationPorts = condition }
      }
    case Inverted(.udp):
      return changeUDP {
        if isSource { $0.sourcePorts = condition } else { $0.destinationPorts = condition }
      }
    case _: return false
    }
  }

  private mutating func changeTCP(_ body: (inout TCPMatch) -> Void) -> Bool {
    guard header.transport == Inverted(.tcp) else { return false }
    var entry = tcp ?? (TCPMatch(), matches.count)
    body(&entry.match)
    tcp = entry
    return true
  }

  private mutating func changeUDP(_ body: (inout UDPMatch) -> Void) -> Bool {
    var entry = udp ?? (UDPMatch(), matches.count)
    body(&entry.match)
    udp = entry
    return true
  }

  /// Interfaces, the protocol and the mark.
  mutating func compareMeta(
    _ key: UInt32, _ mask: RegisterData?, _ operation: UInt32, _ value: RegisterData
  ) -> Bool {
    guard let isInverted = inversion(operation) else { return false }
    switch key {
    case NFT_META_IIFNAME.rawValue where mask == nil:
      header.inInterface = interface(value, isInverted)
    case NFT_META_OIFNAME.rawValue where mask == nil:
      header.outInterface = interface(value, isInverted)
    case NFT_META_L4PROTO.rawValue where mask == nil:
      header.transport = Inverted(TransportProtocol(rawValue: value[0]), isInverted: isInverted)
    case NFT_META_MARK.rawValue:
      var match = MarkMatch()
      (match.value, match.isInverted) = (value.host32, isInverted)
      if let mask { match.mask = mask.host32 }
      matches.append(match)
    case _: return false
    }
    return true
  }

  /// A name with its NUL, or the beginning of one.
  private func interface(
    _ value: RegisterData, _ isInverted: Bool
  ) -> Inverted<InterfacePattern> {
    var bytes = (0..<value.count).map { value[$0] }
    let end = bytes.firstIndex(of: 0)
    bytes.removeSubrange((end ?? bytes.count)...)
    let name = String(decoding: bytes, as: UTF8.self)
    // What iptables writes for `! -i +`, which no packet meets.
    if name == "INVAL/D", end != nil {
      return Inverted(InterfacePattern("+"), isInverted: true)
    }
    var pattern = InterfacePattern(name)
    pattern.isPrefix = pattern.isPrefix || end == nil && value.count < IFNAMSIZ
    return Inverted(pattern, isInverted: isInverted)
  }
}
