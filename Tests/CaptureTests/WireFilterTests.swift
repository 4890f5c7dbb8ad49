import Addressing
import Capture
import Observations
import Testing

/// Filters, as libpcap takes them and tcpdump applies them.
@Suite struct WireFilterTests {
  @Test(arguments: ["10.43.4.242", "fd00:43::1"], ["tcp", "udp", "icmp", "132"])
  func `writes filters that libpcap understands`(address: String, transport: String) throws {
    let destination = try #require(IPAddress(parsing: address))
    let transport = try #require(TransportProtocol(parsing: transport))
    let source = IPAddress.zero(destination.family).successor
    for from in [nil, source] {
      let flow = Flow(from: from, to: destination, port: 8082, transport: transport)
      try PacketSource.check(filter: WireFilter(flow, translated: [flow]).expression)
    }
  }

  @Test func `says what is wrong with a filter`() {
    #expect {
      try PacketSource.check(filter: "host and and")
    } throws: { error in
      guard case CaptureError.badFilter("host and and", let message) = error else { return false }
      return message.contains("syntax error")
    }
  }

  @Test func `takes the flow, its errors and stray answers, and nothing else`() throws {
    let client: UInt32 = 0xc0a8_010a
    let service: UInt32 = 0x0a2b_04f2
    let other: UInt32 = 0x0a2a_0028
    let syn = Craft.ipv4(
      client, service, ttl: 64, number: 6, Craft.tcp(4000, 80, sequence: 1, flags: 2))
    let wanted: [[UInt8]] = [
      syn,
      Craft.ipv4(
        service, client, ttl: 64, number: 6, Craft.tcp(80, 4000, sequence: 1, ack: 2, flags: 0x12)),
      Craft.ipv4(0xc0a8_0165, client, ttl: 64, number: 1, Craft.icmp(3, 3, syn)),
      Craft.ipv4(
        other, client, ttl: 64, number: 6, Craft.tcp(8080, 4000, sequence: 1, ack: 2, flags: 0x12)),
    ]
    let unwanted: [[UInt8]] = [
      Craft.ipv4(client, service, ttl: 64, number: 6, Craft.tcp(4000, 81, sequence: 1, flags: 2)),
      Craft.ipv4(client, other, ttl: 64, number: 6, Craft.tcp(4000, 80, sequence: 1, flags: 2)),
      Craft.ipv4(client, service, ttl: 64, number: 17, Craft.udp(4000, 80, [1])),
      Craft.ipv4(client, other, ttl: 64, number: 1, Craft.icmp(8, 0, [1])),
    ]
    let flow = Flow(
      from: IPAddress(v4: client), to: IPAddress(v4: service), port: 80, transport: .tcp)
    for vlan in [nil, 7] {
      let packets = (wanted + unwanted).enumerated().map { index, bytes in
        CapturedPacket(
          time: Int64(index) * 1_000_000_000, interface: "eth0", linkType: .ethernet,
          bytes: Craft.ethernet(0x0800, vlan: vlan, bytes),
          originalLength: bytes.count + (vlan == nil ? 14 : 18))
      }
      let lines = try Tcpdump.lines(
        packets, options: ["-tt"], filter: WireFilter(flow).expression)
      #expect(lines.compactMap { $0.first }.map(String.init) == ["0", "1", "2", "3"], "\(lines)")
    }
  }
}
