import ControlPlane
import Foundation
import Testing

@testable import ClusterAccess

@Suite struct ExecPluginTests {
  /// A kubeconfig whose user is a shell script.
  private func connection(
    _ scratch: Scratch, script: String, more: String = "", server: String = "https://127.0.0.1:1"
  ) throws -> ClusterConnection {
    let plugin = try scratch.write("plugin", "#!/bin/sh\n" + script)
    chmod(plugin, 0o755)
    let text = """
      current-context: c
      clusters:
      - name: c
        cluster: {server: "\(server)", insecure-skip-tls-verify: true, proxy-url: ""}
      users:
      - name: u
        user:
          exec:
            apiVersion: client.authentication.k8s.io/v1
            command: ./plugin
            args: [one, "two words"]
            env: [{name: GIVEN, value: given-value}]
            interactiveMode: IfAvailable
      \(more)
      contexts: [{name: c, context: {cluster: c, user: u}}]
      """
    return try ClusterConnection(
      Kubeconfig(parsing: Array(text.utf8), file: scratch.path + "/config"))
  }

  private func run(_ connection: ClusterConnection) -> Result<ExecCredential, ClusterAccessError> {
    guard case .exec(let plugin) = connection.identity else {
      return .failure(.cancelled)
    }
    return Result(asking: { () throws(ClusterAccessError) in try plugin.run(for: connection) })
  }

  @Test func `hands over arguments, environment and what it is for`() throws {
    let scratch = try Scratch()
    let connection = try connection(
      scratch,
      script: """
        echo "$#/$2/$GIVEN/$KUBERNETES_EXEC_INFO" > "\(scratch.path)/seen"
        echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",
          "status":{"token":"from-plugin","expirationTimestamp":"2049-01-01T00:00:00Z"}}'
        """, more: "      provideClusterInfo: true")
    let credential = try run(connection).get()
    #expect(credential.token == Secret("from-plugin"))
    #expect(credential.expires == 2_493_072_000)
    let seen = try String(contentsOfFile: scratch.path + "/seen", encoding: .utf8)
    #expect(seen.hasPrefix("2/two words/given-value/{"))
    #expect(seen.contains(#""server":"https://127.0.0.1:1""#))
    #expect(seen.contains(#""insecure-skip-tls-verify":true"#))
    #expect(seen.contains(#""interactive":"#))
  }

  @Test(arguments: [
    ("exit 3", "it ended with exit code 3"),
    ("echo no", "what it printed is not JSON"),
    ("echo '{}'", "it printed no ExecCredential"),
    (
      #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1"}'"#,
      "it speaks client.authentication.k8s.io/v1beta1"
    ),
    (
      #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}'"#,
      "status.token of what it printed is missing"
    ),
  ])
  func `says why a plugin did not deliver`(script: String, sentence: String) throws {
    let scratch = try Scratch()
    let result = run(try connection(scratch, script: script))
    #expect(result.sentence.contains(sentence), "\(result.sentence)")
    #expect(result.sentence.contains("\(scratch.path)/config, line "))
    #expect(!result.sentence.contains("given-value"))
  }

  @Test func `tells how to get a plugin that is not there`() throws {
    let scratch = try Scratch()
    var connection = try connection(scratch, script: "", more: "      installHint: get it from X")
    if case .exec(var plugin) = connection.identity {
      plugin.command = "no-such-plugin-anywhere"
      connection.identity = .exec(plugin)
    }
    let result = run(connection)
    #expect(result.sentence.contains("there is no such program"))
    #expect(result.sentence.contains("get it from X"))
  }

  @Test(.enabled(if: Plane.isThere))
  func `is run once while what it handed out counts, and again when it is refused`() throws {
    let plane = try Plane.shared()
    let scratch = try Scratch()
    try scratch.write("token", ControlPlane.tokens["admin"] ?? "")
    let own = try connection(
      scratch,
      script: """
        echo run >> "\(scratch.path)/runs"
        echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",
          "status":{"token":"'$(cat "\(scratch.path)/token")'"}}'
        """, server: plane.server)
    let api = try KubernetesAPI(own)
    func runs() throws -> Int {
      try String(contentsOfFile: scratch.path + "/runs", encoding: .utf8).split(separator: "\n")
        .count
    }
    _ = try api.get("/api/v1/namespaces")
    _ = try api.get("/api/v1/nodes")
    #expect(try runs() == 1)
    let other = try KubernetesAPI(own)
    try scratch.write("token", "no-longer-valid-token")
    let refused = Result(asking: { () throws(ClusterAccessError) in try other.get("/api/v1/nodes") }
    )
    #expect(refused.sentence.contains("/plugin handed out (401"))
    #expect(!refused.sentence.contains("no-longer-valid"))
    try scratch.write("token", ControlPlane.tokens["admin"] ?? "")
    _ = try other.get("/api/v1/nodes")
  }
}
