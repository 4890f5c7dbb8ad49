import Addressing
import Documents
import Glibc
import ServerLab
import Testing

@testable import Transfer

/// Requests of one transferrer to `server.py`.
struct Asking {
  let servers: LocalServers
  let transferrer: Transferrer

  init() throws {
    servers = try LocalServers.shared.get()
    transferrer = try Transferrer()
  }

  func get(
    _ server: String, _ path: String, _ change: (inout TransferRequest) -> Void = { _ in }
  ) throws -> TransferResult {
    var request = TransferRequest(url: servers.url(server, path))
    request.tls.authorities = .file(servers.file("ca.crt"))
    change(&request)
    return try transferrer.perform(request)
  }
}

@Suite struct TransferTests {
  @Test func `tells the answer, its two ends and its phases`() throws {
    let result = try Asking().get("plain", "/hello")
    #expect(result.failure == nil)
    #expect(result.response?.status == 200)
    #expect(result.response?.body == Array("hello".utf8))
    #expect(result.response?["content-LENGTH"] == "5")
    #expect(result.connection?.remote?.address == IPAddress(parsing: "127.0.0.1"))
    #expect(result.connection?.isReused == false)
    #expect(result.phases.tls == nil)
    #expect(result.phases.connect != nil)
    #expect((result.phases.firstByte ?? 0) <= result.phases.total)
  }

  @Test func `uses a connection again`() throws {
    let asking = try Asking()
    #expect(try asking.get("tls", "/hello").connection?.isReused == false)
    #expect(try asking.get("tls", "/hello").connection?.isReused == true)
    let fresh = try asking.get("tls", "/hello") { $0.reusesConnections = false }
    #expect(fresh.connection?.isReused == false)
  }

  @Test(arguments: [
    ("POST", "text"), ("PUT", ""), ("POST", ""),
  ])
  func `sends a body`(method: String, body: String) throws {
    let result = try Asking().get("plain", "/echo") {
      $0.method = method
      $0.body = Array(body.utf8)
      $0.headers = [HTTPField("X-Mine", "1"), HTTPField("X-Empty", "")]
    }
    let seen = try Node(parsingJSON: result.response?.body ?? [])
    #expect(seen["method"]?.string == method)
    #expect(seen["body"]?.string == body)
    #expect(seen["headers"]?["x-mine"]?.string == "1")
    #expect(seen["headers"]?["x-empty"]?.string == "")
  }

  @Test func `sends credentials`() throws {
    let asking = try Asking()
    let bearer = try asking.get("plain", "/echo") { $0.credentials = .bearer("secret") }
    #expect(
      try Node(parsingJSON: bearer.response?.body ?? [])["headers"]?["authorization"]?.string
        == "Bearer secret")
    let basic = try asking.get("plain", "/echo") {
      $0.credentials = .basic(user: "a:b", password: "c")
    }
    // echo -n a:b:c | base64
    #expect(
      try Node(parsingJSON: basic.response?.body ?? [])["headers"]?["authorization"]?.string
        == "Basic YTpiOmM=")
  }

  @Test func `takes no line break in a header`() throws {
    #expect(throws: TransferError.self) {
      try Asking().get("plain", "/echo") { $0.credentials = .bearer("a\r\nX-Injected: 1") }
    }
  }

  @Test(arguments: [
    ("plain", "/empty", TransferFailure.emptyReply),
    ("plain", "/large?size=2000000", .tooLarge(limit: 100_000)),
    ("plain", "/bomb?size=50000000", .tooLarge(limit: 100_000)),
    ("plain", "/header?count=100", .headerTooLarge(limit: 65536)),
  ])
  func `names what ended it`(server: String, path: String, failure: TransferFailure) throws {
    let result = try Asking().get(server, path) {
      $0.limits = TransferLimits(body: 100_000, header: 65536)
    }
    #expect(result.failure == failure)
  }

  @Test(arguments: [
    ("plain", "/half", "closedEarly"), ("plain", "/reset", "broken"),
    ("plain", "/garbage", "http"), ("plain", "/badgzip", "encoding"),
    ("proxy", "/", "answer"),
  ])
  func `tells a broken answer from a bad one`(server: String, path: String, kind: String) throws {
    let failure = try Asking().get(server, path).failure
    switch failure {
    case .closedEarly: #expect(kind == "closedEarly")
    case .broken(let errno, _):
      #expect(kind == "broken")
      #expect(errno == 0 || errno == ECONNRESET)
    case .http: #expect(kind == "http")
    case .encoding: #expect(kind == "encoding")
    case let other: #expect(kind == "answer", "\(String(describing: other))")
    }
  }

  @Test func `tells a refused connection by its errno`() throws {
    let asking = try Asking()
    let port = try freePort()
    let result = try asking.transferrer.perform(
      TransferRequest(url: "http://127.0.0.1:\(port)/"))
    #expect(result.failure == .connect(errno: ECONNREFUSED, to: "127.0.0.1:\(port)"))
    #expect(result.response == nil)
  }

  @Test func `tells which phase took too long`() throws {
    let asking = try Asking()
    func phase(_ result: TransferResult) -> TransferPhase? {
      if case .timeout(let phase, _) = result.failure { phase } else { nil }
    }
    let short = TransferTimeouts(total: .milliseconds(300))
    #expect(phase(try asking.get("plain", "/slow") { $0.timeouts = short }) == .firstByte)
    #expect(phase(try asking.get("plain", "/stall") { $0.timeouts = short }) == .body)
    #expect(phase(try asking.get("silent", "/") { $0.timeouts = short }) == .firstByte)
    let handshake = try asking.get("silent", "/") {
      $0.url = $0.url.replacing("http:", with: "https:")
      $0.timeouts = short
    }
    #expect(phase(handshake) == .tls)
    let idle = try asking.get("plain", "/stall") {
      $0.timeouts = TransferTimeouts(idle: .seconds(1))
    }
    #expect(phase(idle) == .body)
  }

  @Test func `does not resolve a name that is none`() throws {
    let result = try Transferrer().perform(TransferRequest(url: "http://none.invalid/"))
    guard case .resolve(let host, _) = result.failure else {
      Issue.record("\(String(describing: result.failure))")
      return
    }
    #expect(host == "none.invalid")
  }

  @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "http://", "127.0.0.1 8080"])
  func `speaks nothing but HTTP`(url: String) throws {
    #expect(throws: TransferError.self) {
      try Transferrer().perform(TransferRequest(url: url))
    }
  }

  @Test func `streams, and stops when told to`() throws {
    let servers = try LocalServers.shared.get()
    var request = TransferRequest(url: servers.url("plain", "/drip?count=1000"))
    request.limits.body = 1 << 20
    var lines = 0
    let result = try Transferrer().perform(request) { head, bytes in
      #expect(head.status == 200)
      lines += bytes.count { $0 == 10 }
      return lines >= 3 ? .enough : .more
    }
    #expect(result.failure == nil)
    #expect(lines >= 3 && lines < 100)
    #expect(result.response?.body == [])
  }

  @Test func `connects to the address it is told, from the address it is told`() throws {
    let result = try Asking().get("plain", "/echo") {
      $0.url = $0.url.replacing("127.0.0.1", with: "unknown.invalid")
      $0.connectTo = IPAddress(parsing: "127.0.0.1").map { .address($0) }
      $0.source = IPAddress(parsing: "127.0.0.77").map { .address($0) }
    }
    let seen = try Node(parsingJSON: result.response?.body ?? [])
    #expect(seen["peer"]?.string == "127.0.0.77")
    #expect(seen["headers"]?["host"]?.string?.hasPrefix("unknown.invalid:") == true)
    #expect(result.connection?.local?.address == IPAddress(parsing: "127.0.0.77"))
  }

  @Test func `says that a source is not of this host`() throws {
    let result = try Asking().get("plain", "/echo") {
      $0.source = IPAddress(parsing: "203.0.113.9").map { .address($0) }
    }
    guard case .source = result.failure else {
      Issue.record("\(String(describing: result.failure))")
      return
    }
  }

  @Test func `goes through a proxy`() throws {
    let asking = try Asking()
    let proxy = ProxyChoice.url(asking.servers.url("proxy", ""))
    let plain = try asking.get("plain", "/hello") { $0.proxy = proxy }
    #expect(plain.response?["x-proxy"] == "yes")
    let tunnelled = try asking.get("tls", "/hello") { $0.proxy = proxy }
    #expect(tunnelled.response?.body == Array("hello".utf8))
    let refused = try asking.get("tls", "/hello") {
      $0.url = "https://refused.example/"
      $0.proxy = proxy
    }
    guard case .proxy = refused.failure else {
      Issue.record("\(String(describing: refused.failure))")
      return
    }
  }
}

/// A port of loopback on which nobody listens at the moment.
func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      _ = bind(descriptor, $0, length)
      _ = getsockname(descriptor, $0, &length)
    }
  }
  return Int(UInt16(bigEndian: address.sin_port))
}
