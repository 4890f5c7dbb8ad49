import ControlPlane
import Documents
import Foundation
import ServerLab
import Testing
import Transfer

@testable import ClusterAccess

/// What stands between here and an API server, each in its own sentence.
@Suite struct ConnectionTests {
  private func sentence(
    _ server: String, timeout: Duration = .seconds(30),
    _ change: (inout ClusterConnection) -> Void = { _ in }
  ) throws -> String {
    let servers = try LocalServers.shared.get()
    var connection = ClusterConnection(
      server: servers.url(server, "").replacing(
        "http:", with: server == "silent" ? "https:" : "http:"),
      identity: .token(Secret("the-secret-token")))
    connection.proxy = .none
    connection.tls.authorities = .file(servers.file("ca.crt"))
    change(&connection)
    let own = connection
    let result = Result(asking: { () throws(ClusterAccessError) in
      let api = try KubernetesAPI(own, timeouts: TransferTimeouts(total: timeout))
      api.backoff = Backoff(first: .milliseconds(1), longest: .milliseconds(2))
      return try api.resources()
    })
    #expect(!result.sentence.contains("the-secret-token"))
    return result.sentence
  }

  @Test func `names another authority`() throws {
    let text = try sentence("tls") {
      $0.tls.authorities = .file((try? LocalServers.shared.get().file("stranger.crt")) ?? "")
    }
    #expect(text.contains("its certificate is signed by 'CN = test ca', which the kubeconfig does"))
  }

  @Test func `names the names a certificate is for`() throws {
    #expect(try sentence("other").contains("it is for DNS:other.example; use one of them"))
  }

  @Test func `names the day a certificate expired, or begins`() throws {
    #expect(try sentence("expired").contains("has expired on Jan  1 00:00:00 2021 GMT"))
    #expect(try sentence("future").contains("is not valid before Jan  1 00:00:00 2048 GMT"))
  }

  @Test func `says that a client certificate is wanted, or cannot be used`() throws {
    let folder = try LocalServers.shared.get().folder
    let text = try sentence("mutual") {
      $0.tls.identity = TLSIdentity(
        certificate: .file("\(folder)/client.crt"), key: .file("\(folder)/good.key"))
    }
    #expect(text.contains("client certificate and key of the kubeconfig cannot be used"))
  }

  @Test func `tells a server that does not shake hands, does not answer, or does not finish`()
    throws
  {
    #expect(
      try sentence("silent", timeout: .seconds(1)).contains("did not shake hands within "))
    #expect(
      try sentence("plain", timeout: .seconds(1)) { $0.server += "/slow" }
        .contains("took the request, and did not answer within "))
    #expect(
      try sentence("plain", timeout: .seconds(1)) { $0.server += "/stall" }
        .contains("began to answer, and did not finish within "))
  }

  @Test func `tells connections that end too early`() throws {
    #expect(
      try sentence("plain") { $0.server += "/empty" }.contains("closed the connection without an"))
    #expect(
      try sentence("plain") { $0.server += "/half" }
        .contains("closed the connection in the middle of its answer"))
  }

  @Test func `tells what is no API server`() throws {
    #expect(try sentence("plain").contains("its answer is not JSON"))
    #expect(try sentence("plain") { $0.server += "/status?code=404#" }.contains("is no API server"))
    #expect(try sentence("plain") { $0.server += "/garbage" }.contains("does not speak HTTP"))
    #expect(
      try sentence("plain") { $0.server = $0.server.replacing("http:", with: "https:") }
        .contains("speaks no TLS"))
  }

  @Test func `waits as long as a busy server asks for`() throws {
    let servers = try LocalServers.shared.get()
    var connection = ClusterConnection(server: servers.url("plain", ""), identity: .none)
    connection.proxy = .none
    let api = try KubernetesAPI(connection)
    // Of its own it would have asked four times within ten milliseconds, and given up.
    api.backoff = Backoff(first: .milliseconds(1), longest: .milliseconds(2))
    let answer = try api.get("/busy/\(UInt64.random(in: 0 ... .max))")
    #expect(answer["kind"]?.string == "Fine")
  }

  @Test func `names who refuses the connection, and a name that does not resolve`() throws {
    #expect(
      try sentence("plain") { $0.server = "https://127.0.0.1:1" }
        .contains("127.0.0.1:1 refuses the connection"))
    #expect(
      try sentence("plain") { $0.server = "https://none.invalid:6443" }
        .contains("the name none.invalid does not resolve"))
  }
}

/// The same at the real server.
@Suite(.enabled(if: Plane.isThere), .serialized) struct ServerTests {
  private func asking(_ change: (inout ClusterConnection) -> Void) throws -> String {
    var connection = try Plane.connection()
    change(&connection)
    let own = connection
    return Result(asking: { () throws(ClusterAccessError) in
      try KubernetesAPI(own).get("/api/v1/nodes")
    }).sentence
  }

  @Test func `is trusted by its own authority and name only`() throws {
    #expect(try asking { _ in } == "")
    #expect(
      try asking { $0.tls.authorities = .system }.contains("which the kubeconfig does not trust"))
    #expect(
      try asking { $0.tls.serverName = "wrong.example" }.contains("is for DNS:kubernetes.default"))
    #expect(try asking { $0.tls.serverName = "kubernetes.default.svc" } == "")
  }

  @Test func `takes a rotated token from its file`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("token", "stale-token-of-yesterday\n")
    var connection = try Plane.connection()
    connection.identity = .tokenFile(file, last: nil)
    let api = try KubernetesAPI(connection)
    let refused = Result(asking: { () throws(ClusterAccessError) in try api.get("/api/v1/nodes") })
    #expect(refused.sentence.contains("does not accept the token in \(file) (401"))
    #expect(!refused.sentence.contains("yesterday"))
    try scratch.write("token", (ControlPlane.tokens["admin"] ?? "") + "\n")
    _ = try api.get("/api/v1/nodes")
    // A moment without the file, as while it is being replaced.
    try FileManager.default.removeItem(atPath: file)
    _ = try api.get("/api/v1/nodes")
    try scratch.write("token", ControlPlane.tokens["reader"] ?? "")
    #expect(try api.get("/apis")["kind"]?.string == "APIGroupList")
  }

  @Test func `acts for another user`() throws {
    var connection = try Plane.connection()
    connection.impersonation = Impersonation(user: "walter", uid: nil, groups: ["staff"])
    let own = connection
    let refused = Result(asking: { () throws(ClusterAccessError) in
      try KubernetesAPI(own).list(
        APIResource(group: "apps", version: "v1", name: "deployments", kind: "Deployment"))
    })
    #expect(refused.sentence.contains("user walter lacks"))
    #expect(refused.sentence.contains("verb list on resource deployments of API group apps"))
  }
}
