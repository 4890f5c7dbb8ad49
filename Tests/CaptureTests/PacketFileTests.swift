import Foundation
import Observations
import Testing

/// Capture files: ours read by tcpdump, tcpdump's and any bytes read by us.
@Suite struct PacketFileTests {
  private static let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Samples/Snapshots")

  private static func sample(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: samples.appendingPathComponent("\(name)/probe/scraper.pcap")))
  }

  @Test func `writes what tcpdump reads, to the nanosecond, and reads its comments again`() throws {
    let file = try PacketFile(parsing: Self.sample("nodeport-ok"))
    var writer = PCAPNGWriter()
    for (number, packet) in file.packets.enumerated() {
      writer.append(packet, comment: "packet \(number)")
    }
    let bytes = writer.take()
    let ours = try Tcpdump.lines(of: bytes, options: ["--nano", "-tt"])
    let theirs = try Tcpdump.lines(of: Self.sample("nodeport-ok"), options: ["--nano", "-tt"])
    #expect(ours == theirs)
    let again = try PacketFile(parsing: bytes)
    #expect(again.packets.map(\.comment) == file.packets.indices.map { "packet \($0)" })
    #expect(again.packets.map(\.time) == file.packets.map(\.time))
    #expect(again.packets.map(\.bytes) == file.packets.map(\.bytes))
  }

  @Test func `keeps what was lost in the file`() throws {
    let packet = try #require(try PacketFile(parsing: Self.sample("nodeport-ok")).packets.first)
    var writer = PCAPNGWriter()
    writer.append(packet)
    writer.append(
      statistics: CaptureStatistics(interface: packet.interface, received: 1, dropped: 17),
      of: packet)
    #expect(try PacketFile(parsing: writer.take()).dropped == 17)
  }

  @Test func `keeps the packets before a file that is cut off, and says where`() throws {
    let whole = try Self.sample("nodeport-ok")
    let count = try PacketFile(parsing: whole).packets.count
    let file = try PacketFile(parsing: Array(whole.dropLast(5)))
    #expect(file.packets.count == count - 1)
    #expect(file.ended != nil)
  }

  @Test func `says what is no capture`() {
    #expect(throws: PacketFileError.notACapture) { try PacketFile(parsing: Array("GIF89a".utf8)) }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `reads or refuses any bytes`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let packets = try PacketFile(parsing: Self.sample("nodeport-ok")).packets
    var writer = PCAPNGWriter()
    for packet in packets { writer.append(packet, comment: "x") }
    for original in [writer.take(), try Self.sample("nodeport-ok")] {
      for _ in 0..<40 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
            in: 0...255, using: &random)
        }
        bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
        if let file = try? PacketFile(parsing: bytes) { #expect(file.packets.count < 1000) }
      }
    }
  }
}
