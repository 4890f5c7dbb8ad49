import Addressing
import Routing
import Testing

/// The readers of `ss` and `sysctl`.
@Suite struct TextReaderTests {
  @Test(arguments: [
    ("LISTEN 0 4096 127.0.0.1:10249 0.0.0.0:* users:((\"kube-proxy\"))    ", "127.0.0.1", 10249),
    ("LISTEN 0      4096           *:6443        *:* users:((\"kube-apiserver\"))", "*", 6443),
    ("LISTEN 0 128 [::]:80 [::]:*", "[::]", 80), ("LISTEN 0 5 [::1]:631 [::]:*", "::1", 631),
    ("LISTEN 0 5 127.0.0.53%lo:53 0.0.0.0:*", "127.0.0.53", 53),
    ("tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:*", "0.0.0.0", 22),
    ("LISTEN 0 5 [fe80::1]%eth0:80 [::]:*", "fe80::1", 80),
    ("LISTEN 0 5 [::ffff:10.0.0.1]:80 *:*", "10.0.0.1", 80),
  ])
  func `reads a listening socket`(line: String, address: String, port: UInt16) throws {
    let socket = try #require(
      try [ListeningSocket](parsingSS: Array(line.utf8), transport: .tcp).first)
    #expect(socket.port == port)
    let bound: ListeningSocket.Bound? =
      switch address {
      case "*": .everyAddress
      case "0.0.0.0": .every(.ipv4)
      case "[::]": .every(.ipv6)
      case _: IPAddress(parsing: address).map { .only($0) }
      }
    #expect(socket.bound == bound)
  }

  @Test func `reads the processes that hold a socket`() throws {
    let line =
      #"UNCONN 0 0 10.0.0.1%eth0:53 0.0.0.0:* users:(("my dns",pid=7,fd=3),("b",pid=8,fd=4))"#
    let sockets = try [ListeningSocket](parsingSS: Array(line.utf8), transport: .udp)
    #expect(sockets.first?.processes.map(\.name) == ["my dns", "b"])
    #expect(sockets.first?.processes.map(\.pid) == [7, 8])
    #expect(sockets.first?.interface == "eth0")
    #expect(sockets.first?.description == line)
  }

  @Test(arguments: ["ss-tln.txt", "ss-uln.txt"]) func `prints back recorded sockets`(
    name: String
  ) throws {
    for (path, text) in try RecordedTexts.samples(name) {
      let sockets = try [ListeningSocket](parsingSS: text, transport: .tcp)
      let again = try [ListeningSocket](parsingSS: Array(sockets.text.utf8), transport: .tcp)
      #expect(sockets == again, "\(path)")
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
      #expect(sockets.count == lines.count, "\(path)")
    }
  }

  @Test(arguments: [
    ("LISTEN 0 5 0.0.0.0:22", 1, ""), ("\nLISTEN x 5 0.0.0.0:22 *:*", 2, "Recv-Q"),
    ("LISTEN 0 5 0.0.0:22 *:*", 1, "Local Address:Port"),
    ("LISTEN 0 5 0.0.0.0:http *:*", 1, "Local Address:Port"), ("\u{1}\u{2} binary", 1, ""),
  ])
  func `names line and field of a malformed socket`(text: String, line: Int, field: String) {
    let error = #expect(throws: RoutingError.self) {
      try [ListeningSocket](parsingSS: Array(text.utf8), transport: .tcp)
    }
    guard case .malformed(let at, let named, _) = error else { return }
    #expect(at == line)
    #expect(named == field)
  }

  @Test(arguments: [
    ("*:80", "10.0.0.1", true), ("*:80", "fd00::1", true), ("[::]:80", "10.0.0.1", false),
    ("0.0.0.0:80", "fd00::1", false), ("127.0.0.1:80", "10.0.0.1", false),
    ("10.0.0.1:80", "10.0.0.1", true), ("*:81", "10.0.0.1", false),
  ])
  func `knows which socket takes a packet`(local: String, address: String, takes: Bool) throws {
    let sockets = try [ListeningSocket](
      parsingSS: Array("LISTEN 0 5 \(local) *:*".utf8), transport: .tcp)
    let destination = try #require(IPAddress(parsing: address))
    #expect(sockets[0].accepts(destination, port: 80, transport: .tcp) == takes)
  }

  @Test func `reads settings and prints them back`() throws {
    let text =
      "# comment\nnet.ipv4.ip_forward = 1\r\nnet.ipv4.conf.eth0/5.rp_filter=2\nkernel.x =\n"
    let sysctls = try Sysctls(parsing: Array(text.utf8))
    #expect(sysctls.number("net.ipv4.ip_forward") == 1)
    #expect(sysctls["kernel.x"] == "")
    #expect(sysctls["absent"] == nil)
    #expect(
      sysctls.text
        == "kernel.x = \nnet.ipv4.conf.eth0/5.rp_filter = 2\nnet.ipv4.ip_forward = 1\n")
    for (path, text) in try RecordedTexts.samples("sysctl.txt") {
      let read = try Sysctls(parsing: text)
      #expect(try Sysctls(parsing: Array(read.text.utf8)) == read, "\(path)")
    }
  }

  @Test(arguments: [("net.ipv4.ip_forward", 1), ("a = 1\n= 2", 2)])
  func `names the line of a malformed setting`(text: String, line: Int) {
    let error = #expect(throws: RoutingError.self) { try Sysctls(parsing: Array(text.utf8)) }
    guard case .malformed(let at, _, _) = error else { return }
    #expect(at == line)
  }
}
