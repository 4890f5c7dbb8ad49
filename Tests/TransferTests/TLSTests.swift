import ServerLab
import Testing
import Transfer

@Suite struct TLSTests {
  private func failure(_ result: TransferResult) -> TLSFailure? {
    if case .tls(let kind, _) = result.failure { kind } else { nil }
  }

  @Test(arguments: [
    ("tls", "ca.crt", nil as TLSFailure?, "good"),
    ("tls", "stranger.crt", .unknownAuthority, "good"),
    ("other", "ca.crt", .wrongName, "other"),
    ("expired", "ca.crt", .expired, "expired"),
    ("future", "ca.crt", .notYetValid, "future"),
  ])
  func `names what is wrong with a certificate, and shows it`(
    server: String, authority: String, kind: TLSFailure?, subject: String
  ) throws {
    let result = try Asking().get(server, "/hello") {
      $0.tls.authorities = .file($0.tls.authorities.folder + authority)
      $0.tellsCertificates = true
      $0.reusesConnections = false
    }
    #expect(failure(result) == kind)
    #expect((result.response?.status == 200) == (kind == nil))
    let own = try #require(result.certificates.first)
    #expect(own.subject.contains("CN = \(subject)"))
    #expect(own.issuer == "CN = test ca")
  }

  @Test func `reads names and dates of a certificate`() throws {
    let result = try Asking().get("expired", "/hello")
    let own = try #require(result.certificates.first)
    #expect(own.alternativeNames == ["DNS:localhost", "IP Address:127.0.0.1"])
    #expect(own.notAfter == "Jan  1 00:00:00 2021 GMT")
    // date -u -d '2021-01-01' +%s; date -u -d '2020-01-01' +%s
    #expect(own.notAfterSeconds == 1_609_459_200)
    #expect(own.notBeforeSeconds == 1_577_836_800)
    #expect(own.pem.hasPrefix("-----BEGIN CERTIFICATE-----"))
  }

  @Test func `sends no credentials to look at a refused certificate`() throws {
    // The server of the refused certificate would have answered /echo: nothing came back.
    let result = try Asking().get("other", "/echo") { $0.credentials = .bearer("secret") }
    #expect(failure(result) == .wrongName)
    #expect(result.response == nil)
  }

  @Test func `checks another name than the URL's, and can leave the check`() throws {
    let asking = try Asking()
    let named = try asking.get("other", "/echo") { $0.tls.serverName = "other.example" }
    #expect(named.response?.status == 200)
    let wrong = try asking.get("tls", "/hello") { $0.tls.serverName = "other.example" }
    #expect(failure(wrong) == .wrongName)
    let unchecked = try asking.get("expired", "/hello") { $0.tls.verifies = false }
    #expect(unchecked.response?.status == 200)
  }

  @Test func `shows a client certificate`() throws {
    let asking = try Asking()
    let none = try asking.get("mutual", "/hello")
    switch none.failure {
    case .tls(.clientCertificate, _): break
    // TLS 1.3 tells it after the handshake; a reset that overtakes the alert takes it along.
    case .broken: break
    case let other: Issue.record("\(String(describing: other))")
    }
    let own = TLSIdentity(
      certificate: .file(asking.servers.file("client.crt")),
      key: .file(asking.servers.file("client.key")))
    #expect(try asking.get("mutual", "/hello") { $0.tls.identity = own }.response?.status == 200)
    let mixed = TLSIdentity(
      certificate: .file(asking.servers.file("client.crt")),
      key: .file(asking.servers.file("good.key")))
    let refused = try asking.get("mutual", "/hello") {
      $0.tls.identity = mixed
      $0.reusesConnections = false
    }
    #expect(failure(refused) == .ownIdentity)
  }

  @Test func `says that authorities cannot be read`() throws {
    let result = try Asking().get("tls", "/hello") {
      $0.tls.authorities = .file("/nonexistent/ca.crt")
    }
    #expect(failure(result) == .authorities)
  }

  @Test func `names a server that does not speak TLS`() throws {
    let result = try Asking().get("plain", "/hello") {
      $0.url = $0.url.replacing("http:", with: "https:")
    }
    #expect(failure(result) == .handshake)
  }
}

extension TLSAuthorities {
  fileprivate var folder: String {
    if case .file(let path) = self { String(path.dropLast("ca.crt".count)) } else { "" }
  }
}
