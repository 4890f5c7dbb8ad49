import Addressing
import Glibc
import Observations
import Probing
import Testing

/// What this host's own loopback answers.
@Suite struct LoopbackTests {
  private static let loopback = IPAddress(v4: 0x7f00_0001)

  /// A TCP socket that listens, or one that is only bound, on a port the kernel chooses.
  private func bound(_ type: Int32, listening: Bool) throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, type, 0)
    try #require(descriptor >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> UInt16 in
        guard bind(descriptor, pointer, length) == 0, !listening || listen(descriptor, 8) == 0,
          getsockname(descriptor, pointer, &length) == 0
        else { return 0 }
        return UnsafeRawPointer(pointer).load(fromByteOffset: 2, as: UInt16.self).bigEndian
      }
    }
    try #require(port > 0)
    return (descriptor, port)
  }

  private let stream = Int32(SOCK_STREAM.rawValue)
  private let datagram = Int32(SOCK_DGRAM.rawValue)

  @Test func `connects to a listener and reads its segment size`() throws {
    let (descriptor, port) = try bound(stream, listening: true)
    defer { close(descriptor) }
    let attempt = try Probe.attempt(AttemptRequest(Endpoint(Self.loopback, port: port)))
    #expect(attempt.outcome == .connected)
    #expect(attempt.source?.address == Self.loopback)
    #expect((attempt.tcp?.sendMSS ?? 0) > 500)
  }

  @Test func `tells a reset from an ICMP message`() throws {
    // Bound and not listening: the port is ours, and it is closed.
    let (descriptor, port) = try bound(stream, listening: false)
    defer { close(descriptor) }
    let attempt = try Probe.attempt(AttemptRequest(Endpoint(Self.loopback, port: port)))
    #expect(attempt.isReset)
    #expect(attempt.reports == [])
  }

  @Test func `reads who refused a datagram`() throws {
    let (descriptor, port) = try bound(datagram, listening: false)
    close(descriptor)
    let attempt = try Probe.attempt(
      AttemptRequest(Endpoint(Self.loopback, port: port), transport: .udp))
    #expect(attempt.icmp?.message == ICMPMessage(.ipv4, type: 3, code: 3))
    #expect(attempt.icmp?.sender == Self.loopback)
  }

  @Test func `takes only answers with the TTL asked for`() throws {
    let (descriptor, port) = try bound(stream, listening: true)
    defer { close(descriptor) }
    func outcome(_ minimum: UInt8) throws -> Attempt.Outcome {
      try Probe.attempt(
        AttemptRequest(
          Endpoint(Self.loopback, port: port), minimumHopLimit: minimum,
          timeout: .milliseconds(200))
      ).outcome
    }
    #expect(try outcome(64) == .connected)
    #expect(try outcome(65) == .silent)
  }

  @Test func `says which source address is not this host's`() throws {
    let request = AttemptRequest(
      Endpoint(Self.loopback, port: 9), source: IPAddress(v4: 0xc000_0201))
    let result = try Probe(request).run()
    #expect(result.finding.sign == .noSourceHere)
    #expect(result.candidates.map(\.cause) == ["wrong-source-address"])
  }

  @Test func `refuses two families with a sentence`() {
    let request = AttemptRequest(
      Endpoint(Self.loopback, port: 9), source: IPAddress(v6High: 0, low: 1))
    #expect(throws: ProbeError.familiesDiffer(source: "::1", target: "127.0.0.1:9")) {
      try Probe(request).run()
    }
  }
}
