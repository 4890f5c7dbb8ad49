import ClusterAccess
import Discovery
import Foundation
import PrometheusConfiguration
import Relabelling
import Scraping
import Testing

/// `dns_sd_configs` with a name server of the test's own, on loopback.
@Suite struct DNSTests {
  /// Answers questions by name and type; prints its port, and ends with its input.
  static let server = #"""
    import socket, struct, sys, threading
    def name(text): return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".") if p) + b"\0"
    records = {
      ("a.test", 1): [(1, bytes([192, 0, 2, 1])), (1, bytes([192, 0, 2, 2]))],
      ("a.test", 28): [(28, bytes.fromhex("20010db8000000000000000000000001"))],
      ("_web._tcp.test", 33): [(33, struct.pack("!HHH", 1, 2, 8080) + name("web-0.test")), (16, b"\1x")],
      ("test", 15): [(15, struct.pack("!H", 10) + name("mail.test"))],
      ("test", 2): [(2, name("ns.test"))],
      ("damaged.test", 1): [(1, b"")],
    }
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); server.bind(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    def run():
      while True:
        query, peer = server.recvfrom(4096); place = 12; parts = []
        while query[place]:
          parts.append(query[place + 1:place + 1 + query[place]].decode()); place += query[place] + 1
        kind = struct.unpack("!H", query[place + 1:place + 3])[0]; asked = ".".join(parts)
        answers = records.get((asked, kind), [])
        code = 2 if asked.startswith("broken") else 0 if any(n == asked for n, _ in records) else 3
        reply = query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, len(answers), 0, 0) + query[12:place + 5]
        for kind, data in answers:
          reply += b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 60, 4 if asked == "damaged.test" else len(data)) + data
        server.sendto(reply, peer)
    threading.Thread(target=run, daemon=True).start(); sys.stdin.read()
    """#

  private func ask(_ discoveries: [(name: String, type: String)]) throws -> JobTargets {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.server]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    let entries = discoveries.map { "{names: [\($0.name)], type: \($0.type), port: 9100}" }
    let text = """
      scrape_configs:
      - job_name: a
        dns_sd_configs: [\(entries.joined(separator: ", "))]
      """
    let configuration = try Configuration(parsing: Array(text.utf8))
    let disk = ConfigurationFiles(content: { _ in nil }, matching: { _ in [] }) { _ in nil }
    let world = LiveWorld(
      disk: disk,
      cluster: .configured { () throws(ClusterAccessError) in throw .noKubeconfig(looked: []) })
    world.nameServer = ("127.0.0.1", port)
    return JobTargets(try #require(configuration.scrapeJobs.first), in: world)
  }

  @Test func `records become targets with Prometheus' labels`() throws {
    let found = try ask([
      ("a.test.", "A"), ("a.test.", "AAAA"), ("_web._tcp.test.", "SRV"), ("test.", "MX"),
      ("test.", "NS"), ("none.test.", "A"),
    ])
    let shown = found.pool.targets.map { target in
      target.discovered.filter { $0 == "__address__" || $0.hasPrefix("__meta_") }
    }
    #expect(
      shown == [
        ["__address__": "192.0.2.1:9100", "__meta_dns_name": "a.test."],
        ["__address__": "192.0.2.2:9100", "__meta_dns_name": "a.test."],
        ["__address__": "[2001:db8::1]:9100", "__meta_dns_name": "a.test."],
        [
          "__address__": "web-0.test:8080", "__meta_dns_name": "_web._tcp.test.",
          "__meta_dns_srv_record_target": "web-0.test.", "__meta_dns_srv_record_port": "8080",
        ],
        [
          "__address__": "mail.test:9100", "__meta_dns_name": "test.",
          "__meta_dns_mx_record_target": "mail.test.",
        ],
        [
          "__address__": "ns.test:9100", "__meta_dns_name": "test.",
          "__meta_dns_ns_record_target": "ns.test.",
        ],
      ])
    #expect(found.problems.isEmpty)
  }

  @Test func `a server that fails, and one whose answer is damaged, are said`() throws {
    let found = try ask([("broken.test.", "A"), ("damaged.test.", "A")])
    #expect(found.pool.targets.isEmpty)
    #expect(found.problems.count == 2)
    #expect("\(found.problems)".contains("could not resolve"))
  }
}
