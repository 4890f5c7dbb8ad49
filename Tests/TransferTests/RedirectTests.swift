import Documents
import ServerLab
import Testing
import Transfer

@Suite struct RedirectTests {
  private func follow(_ request: inout TransferRequest) {
    request.redirects = .follow(limit: 5)
    request.credentials = .bearer("secret")
    request.headers = [HTTPField("X-Plain", "1"), HTTPField("Cookie", "c=1")]
    request.secretHeaders = [HTTPField("X-Key", "k")]
  }

  @Test func `is an answer like any other unless asked`() throws {
    let result = try Asking().get("plain", "/redirect?to=/echo")
    #expect(result.response?.status == 302)
    #expect(result.redirects == [])
  }

  @Test func `keeps credentials on the same host`() throws {
    let result = try Asking().get("plain", "/redirect?to=/echo", follow)
    let headers = try Node(parsingJSON: result.response?.body ?? [])["headers"]
    #expect(headers?["authorization"]?.string == "Bearer secret")
    #expect(headers?["x-key"]?.string == "k")
    #expect(result.redirects.count == 1)
    #expect(result.url.hasSuffix("/echo"))
  }

  @Test(arguments: [("second", "127.0.0.1"), ("plain", "localhost"), ("tls", "127.0.0.1")])
  func `drops credentials for another port, host or scheme`(server: String, host: String) throws {
    let asking = try Asking()
    let target = asking.servers.url(server, "/echo", host: host)
    let result = try asking.get("plain", "/redirect?to=\(target)", follow)
    #expect(result.failure == nil)
    let headers = try Node(parsingJSON: result.response?.body ?? [])["headers"]
    #expect(headers?["authorization"] == nil)
    #expect(headers?["cookie"] == nil)
    #expect(headers?["x-key"] == nil)
    #expect(headers?["x-plain"]?.string == "1")
  }

  @Test func `does not give them back on the way back`() throws {
    let asking = try Asking()
    let home = asking.servers.url("plain", "/echo")
    let away = asking.servers.url("second", "/redirect?to=\(home)")
    let result = try asking.get("plain", "/redirect?to=\(away)", follow)
    let headers = try Node(parsingJSON: result.response?.body ?? [])["headers"]
    #expect(result.redirects.count == 2)
    #expect(headers?["authorization"] == nil)
  }

  @Test func `ends a loop`() throws {
    let result = try Asking().get("plain", "/redirect?to=/redirect?to=/x") {
      $0.redirects = .follow(limit: 1)
      $0.url = $0.url.replacing(
        "/redirect?to=/redirect?to=/x", with: "/redirect?to=/redirect%3Fto%3D/hello")
    }
    #expect(result.failure == .tooManyRedirects(limit: 1))
  }

  @Test(arguments: [
    ("302", "GET", ""), ("303", "GET", ""), ("307", "POST", "b"), ("308", "POST", "b"),
  ])
  func `keeps the method where the status says so`(
    status: String, method: String, body: String
  ) throws {
    let result = try Asking().get("plain", "/redirect?to=/echo&status=\(status)") {
      $0.redirects = .follow(limit: 5)
      ($0.method, $0.body) = ("POST", Array("b".utf8))
    }
    let seen = try Node(parsingJSON: result.response?.body ?? [])
    #expect(seen["method"]?.string == method)
    #expect(seen["body"]?.string == body)
  }

  @Test func `goes to no file`() throws {
    let result = try Asking().get("plain", "/redirect?to=file:///etc/passwd") {
      $0.redirects = .follow(limit: 5)
    }
    guard case .url = result.failure else {
      Issue.record("\(String(describing: result.failure))")
      return
    }
  }
}
