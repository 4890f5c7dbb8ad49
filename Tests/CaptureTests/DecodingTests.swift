import Addressing
import Observations
import Testing

/// What is decoded, held against what tcpdump reads in the same bytes.
@Suite struct DecodingTests {
  /// A packet in tcpdump's words, as far as both tell them: `tcpdump -nn -t -S`.
  private func words(_ packet: IPPacket) -> String {
    let family = packet.source.family == .ipv4 ? "IP" : "IP6"
    func ends(_ ports: (source: UInt16, destination: UInt16)) -> String {
      "\(family) \(packet.source).\(ports.source) > \(packet.destination).\(ports.destination): "
    }
    switch packet.payload {
    case .tcp(let segment):
      return ends((segment.sourcePort, segment.destinationPort)) + words(segment)
    case .udp(let datagram):
      return ends((datagram.sourcePort, datagram.destinationPort))
        + "UDP, length \(datagram.length - 8)"
    case .icmp, .tunnelled, .other, .truncated:
      return "\(family) \(packet.source) > \(packet.destination)"
    }
  }

  private func words(_ segment: TCPSegment) -> String {
    let letters: [(TCPSegment.Flags, String)] = [
      (.fin, "F"), (.syn, "S"), (.reset, "R"), (.push, "P"), (.acknowledge, "."), (.urgent, "U"),
      (.congestionEcho, "E"), (.windowReduced, "W"),
    ]
    let flags = letters.filter { segment.flags.contains($0.0) }.map(\.1).joined()
    var text = "Flags [\(flags.isEmpty ? "none" : flags)]"
    if segment.dataLength > 0 {
      text += ", seq \(segment.sequence):\(segment.sequence &+ UInt32(segment.dataLength))"
    } else if !segment.flags.isDisjoint(with: [.syn, .fin, .reset]) {
      text += ", seq \(segment.sequence)"
    }
    if segment.flags.contains(.acknowledge) { text += ", ack \(segment.acknowledgement)" }
    return text + ", win \(segment.window)"
  }

  private func packet(_ bytes: [UInt8], _ linkType: LinkType = .ethernet) -> CapturedPacket {
    CapturedPacket(
      time: 1_700_000_000_123_456_789, interface: "eth0", linkType: linkType, bytes: bytes,
      originalLength: bytes.count)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `reads segments and datagrams as tcpdump does`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let packets = (0..<64).map { _ -> CapturedPacket in
      let data = [UInt8](repeating: 0x61, count: Int.random(in: 0...900, using: &random))
      // Ports that tcpdump has no own decoder for.
      let ports = (
        Int.random(in: 40_000...40_900, using: &random),
        Int.random(in: 41_000...41_900, using: &random)
      )
      let isTCP = Bool.random(using: &random)
      let transport =
        isTCP
        ? Craft.tcp(
          ports.0, ports.1, sequence: UInt32.random(in: 0...2_000_000_000, using: &random),
          ack: UInt32.random(in: 1...2_000_000_000, using: &random),
          flags: UInt8.random(in: 0...255, using: &random) & 0xdf,
          mss: Bool.random(using: &random) ? Int.random(in: 500...9000, using: &random) : nil,
          data: data)
        : Craft.udp(ports.0, ports.1, data)
      let vlan = Bool.random(using: &random) ? Int.random(in: 1...4094, using: &random) : nil
      if Bool.random(using: &random) {
        let ip = Craft.ipv4(
          .random(in: 1...(.max), using: &random), .random(in: 1...(.max), using: &random),
          ttl: .random(in: 1...255, using: &random), number: isTCP ? 6 : 17, transport)
        return packet(Craft.ethernet(0x0800, vlan: vlan, ip))
      }
      let addresses = (0..<2).map { _ in
        [0x20, 0x01] + (0..<14).map { _ in UInt8.random(in: 1...255, using: &random) }
      }
      let ip = Craft.ipv6(
        addresses[0], addresses[1], limit: .random(in: 1...255, using: &random),
        next: isTCP ? 6 : 17, transport)
      return packet(Craft.ethernet(0x86dd, vlan: vlan, ip))
    }
    let printed = try Tcpdump.lines(packets, options: ["-t", "-S"])
    try #require(printed.count == packets.count)
    for (packet, line) in zip(packets, printed) {
      let ours = words(try #require(packet.ip))
      #expect(line.hasPrefix(ours), "seed \(seed): \(line) — ours: \(ours)")
    }
  }

  @Test func `reads a quoted packet, its TTL and its ports`() throws {
    let syn = Craft.ipv4(
      0xc0a8_010a, 0x0a2b_04f2, ttl: 63, number: 6,
      Craft.tcp(40_000, 8082, sequence: 9, flags: 2, mss: 1460))
    let error = Craft.ipv4(
      0x0a2b_04f2, 0xc0a8_010a, ttl: 64, number: 1, Craft.icmp(3, 3, Array(syn.prefix(28))))
    let packet = packet(Craft.ethernet(0x0800, error))
    guard case .icmp(let icmp)? = packet.ip?.payload else {
      Issue.record("no ICMP")
      return
    }
    #expect(icmp.message == ICMPMessage(.ipv4, type: 3, code: 3))
    #expect(icmp.quoted?.hopLimit == 63)
    #expect(icmp.quoted?.ports?.source == 40_000)
    #expect(icmp.quoted?.ports?.destination == 8082)
    let line = try #require(try Tcpdump.lines([packet], options: ["-t"]).first)
    #expect(line.contains("10.43.4.242 tcp port 8082 unreachable"))
  }

  @Test func `looks into VXLAN`() throws {
    let inner = Craft.ethernet(
      0x0800,
      Craft.ipv4(
        0x0a2a_0005, 0x0a2a_0105, ttl: 62, number: 6,
        Craft.tcp(40_000, 8080, sequence: 9, flags: 2)))
    let outer = Craft.ipv4(
      0xc0a8_0165, 0xc0a8_0166, ttl: 64, number: 17,
      Craft.udp(50_000, 4789, Craft.vxlan(1, inner)))
    let packet = packet(Craft.ethernet(0x0800, outer))
    #expect(packet.ip?.destination == IPAddress(v4: 0x0a2a_0105))
    let printed = try Tcpdump.lines([packet], options: ["-t"]).joined(separator: " ")
    #expect(printed.contains("vni 1"))
    #expect(printed.contains("10.42.0.5.40000 > 10.42.1.5.8080"))
  }

  @Test(arguments: [LinkType.raw, .ipv4, .linuxCooked, .linuxCooked2, .null])
  func `knows the ways a packet can begin`(linkType: LinkType) throws {
    let ip = Craft.ipv4(
      0xc0a8_010a, 0x0a2b_04f2, ttl: 64, number: 6,
      Craft.tcp(40_000, 41_000, sequence: 9, flags: 2))
    let head: [UInt8] =
      switch linkType {
      case .linuxCooked: [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0]
      case .linuxCooked2: [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]
      case .null: [2, 0, 0, 0]
      case _: []
      }
    let packet = packet(head + ip, linkType)
    let line = try #require(try Tcpdump.lines([packet], options: ["-t", "-S"]).first)
    #expect(line.contains("192.168.1.10.40000 > 10.43.4.242.41000"))
    #expect(packet.ip?.ports?.destination == 41_000)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `makes something of any bytes`(seed: UInt64) {
    var random = Seeded(state: seed)
    let whole = Craft.ethernet(
      0x0800,
      Craft.ipv4(
        1, 2, ttl: 64, number: 17,
        Craft.udp(
          1, 4789,
          Craft.vxlan(
            1,
            Craft.ethernet(
              0x86dd,
              Craft.ipv6(
                [UInt8](repeating: 1, count: 16), [UInt8](repeating: 2, count: 16), limit: 3,
                next: 58,
                Craft.icmp(1, 4, [UInt8](repeating: 0x60, count: 60))))))))
    let types: [LinkType] = [
      .ethernet, .raw, .linuxCooked, .linuxCooked2, .nflog, .null, LinkType(rawValue: 999),
    ]
    for round in 0..<400 {
      var bytes =
        round.isMultiple(of: 2)
        ? whole
        : (0..<Int.random(in: 0...200, using: &random)).map { _ in
          .random(in: 0...255, using: &random)
        }
      for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      bytes = Array(bytes.prefix(Int.random(in: 0...max(1, bytes.count), using: &random)))
      for type in types {
        let packet = packet(bytes, type)
        #expect(packet.bytes == bytes)
        _ = WireStory([packet]).findings()
      }
    }
  }
}
