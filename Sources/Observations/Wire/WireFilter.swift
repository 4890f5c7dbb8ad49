public import Addressing

/// A libpcap filter for a flow: its packets both ways, the ICMP errors that quote them, answers from
/// wrong addresses, the flow as translated, and what is asked for on the link.
public struct WireFilter: Sendable, Hashable {
  /// The flow as its client sends it.
  public var flow: Flow
  /// What the destination, and the source, may be translated to.
  public var translated: [Flow]

  /// A filter for `flow`.
  public init(_ flow: Flow, translated: [Flow] = []) {
    self.flow = flow
    self.translated = translated
  }

  /// The filter as `pcap-filter(7)` has it, for untagged frames and for those of one VLAN.
  public var expression: String {
    let inner = ([flow] + translated).flatMap(Self.terms).joined(separator: " or ")
    return "\(inner) or \(link) or (vlan and (\(inner)))"
  }

  private var link: String {
    switch flow.destination.family {
    case .ipv4: "arp"
    case .ipv6: "(icmp6 and ip6[40] >= 133 and ip6[40] <= 137)"
    }
  }

  private static func terms(_ flow: Flow) -> [String] {
    let family = flow.destination.family
    let number: String
    switch flow.transport {
    case .icmp, .icmpv6: number = family == .ipv4 ? "icmp" : "icmp6"
    case let other: number = "\(family == .ipv4 ? "ip" : "ip6") proto \(other.rawValue)"
    }
    var packet = "\(number) and host \(flow.destination)"
    if flow.transport.hasPorts, flow.port > 0 { packet += " and port \(flow.port)" }
    if let source = flow.source { packet += " and host \(source)" }
    var terms = ["(\(packet))", errors(flow)]
    if flow.transport == .tcp, let source = flow.source {
      let handshake =
        family == .ipv4
        ? "tcp[13] & 0x12 == 0x12" : "ip6 proto 6 and ip6[53] & 0x12 == 0x12"
      terms.append("(\(handshake) and dst host \(source))")
    }
    return terms
  }

  /// ICMP errors that quote a packet with the flow's destination as either of its addresses.
  private static func errors(_ flow: Flow) -> String {
    let words = flow.destination.bytes.chunked(by: 4).map { bytes in
      bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    func quotes(_ layer: String, at offset: Int) -> String {
      words.enumerated().map { "\(layer)[\(offset + 4 * $0):4] == \($1)" }.joined(
        separator: " and ")
    }
    switch flow.destination.family {
    case .ipv4:
      return
        "(icmp[0] != 0 and icmp[0] != 8 and (\(quotes("icmp", at: 20)) or \(quotes("icmp", at: 24))))"
    case .ipv6:
      return
        "(icmp6 and ip6[40] < 128 and ((\(quotes("ip6", at: 56))) or (\(quotes("ip6", at: 72)))))"
    }
  }
}

extension Array {
  fileprivate func chunked(by size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
