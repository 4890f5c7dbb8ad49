import Addressing
import Foundation
import Observations
import Reporting
import Testing

/// What packets are said to show; the recorded ones were read with tcpdump.
@Suite struct WireStoryTests {
  private static let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Samples/Snapshots")

  @Test(arguments: [
    (
      "argocd-refused",
      "ICMP port unreachable (3/3) from 10.43.4.242, the asked address itself, quoting TTL 63"
    ),
    (
      "masq-hides-source",
      "ICMP port unreachable (3/3) from 10.43.77.10, the asked address itself, quoting TTL 62"
    ),
    ("order-bypass-pod", "ICMP port unreachable (3/3) from 192.168.1.101 quoting TTL 63"),
    ("no-route-at-router", "ICMP network unreachable (3/0) from 192.168.1.1 quoting TTL 64"),
    ("wrong-target-port", "RST with TTL 63 (1 router away), in place of an answer"),
    ("forward-drop", "5 SYNs without answer"),
    ("no-endpoints", "5 SYNs without answer"),
    ("etl-local", "connected, and 53 bytes were sent, but the server sent none"),
    ("nodeport-ok", "connected; the server sent 215 bytes"),
    ("argocd-fixed", "connected; the server sent 217 bytes"),
  ])
  func `tells the recorded captures in words`(name: String, words: String) throws {
    let url = Self.samples.appendingPathComponent("\(name)/probe/scraper.pcap")
    let packets = try PacketFile(parsing: Array(Data(contentsOf: url))).packets
    let findings = WireStory(packets).findings()
    #expect(findings.count == 1)
    #expect(findings.first?.words.contains(words) == true, "\(findings.map(\.words))")
  }

  private static let client: UInt32 = 0xc0a8_010a
  private static let service: UInt32 = 0x0a2b_04f2
  private static let pod: UInt32 = 0x0a2a_0028

  /// The kinds of findings of TCP packets, each at an interface, in order.
  private func kinds(_ frames: [(String, [UInt8])]) -> [WireFinding.Kind] {
    let packets = frames.enumerated().map { index, frame in
      CapturedPacket(
        time: Int64(index), interface: frame.0, linkType: .raw, bytes: frame.1,
        originalLength: frame.1.count)
    }
    return WireStory(packets).findings().map(\.kind)
  }

  private func tcp(
    _ from: UInt32, _ to: UInt32, _ ports: (Int, Int), sequence: UInt32, ack: UInt32 = 0,
    flags: UInt8, ttl: Int = 64, mss: Int? = nil, length: Int = 0
  ) -> [UInt8] {
    Craft.ipv4(
      from, to, ttl: ttl, number: 6,
      Craft.tcp(
        ports.0, ports.1, sequence: sequence, ack: ack, flags: flags, mss: mss,
        data: [UInt8](repeating: 0, count: length)))
  }

  private var syn: [UInt8] {
    tcp(Self.client, Self.service, (4000, 80), sequence: 100, flags: 2, mss: 1460)
  }

  @Test func `knows an answer from a wrong address by its number`() {
    let stray = tcp(Self.pod, Self.client, (8080, 4000), sequence: 5, ack: 101, flags: 0x12)
    let pod = Endpoint(IPAddress(v4: Self.pod), port: 8080)
    #expect(kinds([("eth0", syn), ("eth0", stray)]).contains(.answeredBy(pod)))
  }

  @Test func `follows a SYN through a translation and a clamp to where it ends`() {
    let translated = tcp(
      Self.client, Self.pod, (4000, 8080), sequence: 100, flags: 2, ttl: 63, mss: 1410)
    let kinds = kinds([("eth0", syn), ("cni0", translated)])
    let client = Endpoint(IPAddress(v4: Self.client), port: 4000)
    let pod = Endpoint(IPAddress(v4: Self.pod), port: 8080)
    #expect(kinds.contains(.translated(at: "cni0", client: client, server: pod)))
    #expect(kinds.contains(.segmentSizeChanged(from: 1460, at: "cni0", to: 1410)))
    #expect(kinds.contains(.lastSeen(at: "cni0", of: 2)))
  }

  @Test func `knows a reset of another host by its TTL`() {
    let answer = tcp(
      Self.service, Self.client, (80, 4000), sequence: 5, ack: 101, flags: 0x12, ttl: 62)
    let reset = tcp(Self.service, Self.client, (80, 4000), sequence: 6, ack: 101, flags: 4)
    #expect(
      kinds([("eth0", syn), ("eth0", answer), ("eth0", reset)])
        .contains(.resetOfAnotherHost(reset: 64, others: 62)))
  }

  @Test func `sees segments of full size that nobody acknowledges`() {
    let server: (UInt32, Int, UInt8) -> [UInt8] = { sequence, length, flags in
      tcp(
        Self.service, Self.client, (80, 4000), sequence: sequence, ack: 101, flags: flags,
        length: length)
    }
    let acknowledgement = tcp(
      Self.client, Self.service, (4000, 80), sequence: 101, ack: 6, flags: 0x10)
    let frames = [
      syn, server(5, 0, 0x12), acknowledgement, server(6, 1448, 0x10), server(6, 1448, 0x10),
      server(6, 1448, 0x10),
    ].map { ("eth0", $0) }
    #expect(
      kinds(frames).contains(.fullSizeUnacknowledged(bytes: 1448, count: 3, fromServer: true)))
    let heard = tcp(Self.client, Self.service, (4000, 80), sequence: 101, ack: 1454, flags: 0x10)
    #expect(
      !kinds(frames + [("eth0", heard)])
        .contains(.fullSizeUnacknowledged(bytes: 1448, count: 3, fromServer: true)))
  }

  @Test func `counts ARP requests that nobody answers`() {
    let request: [UInt8] =
      [0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1] + Craft.long(Self.client)
      + [0, 0, 0, 0, 0, 0] + Craft.long(0xc0a8_01c7)
    let packets = (0..<3).map {
      CapturedPacket(
        time: Int64($0), interface: "eth0", linkType: .ethernet,
        bytes: Craft.ethernet(0x0806, request), originalLength: 42)
    }
    let findings = WireStory(packets).findings()
    #expect(
      findings.map(\.kind) == [
        .neighbourUnanswered(
          IPAddress(v4: 0xc0a8_01c7), asker: IPAddress(v4: Self.client), count: 3)
      ])
  }
}
