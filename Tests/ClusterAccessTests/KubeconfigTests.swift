import ControlPlane
import Documents
import Foundation
import Testing
import Transfer

@testable import ClusterAccess

@Suite struct KubeconfigTests {
  static let small = """
    apiVersion: v1
    kind: Config
    current-context: home
    clusters:
    - name: home
      cluster:
        server: https://192.168.1.101:6443/
        certificate-authority: pki/ca.crt
        tls-server-name: kubernetes.default
        proxy-url: http://proxy.example:3128
    users:
    - name: jane
      user: {token: jane-token, client-certificate: jane.crt, client-key: /abs/jane.key}
    contexts:
    - name: home
      context: {cluster: home, user: jane, namespace: web}
    """

  @Test func `takes paths as relative to the file, and everything a cluster can say`() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/pki", withIntermediateDirectories: true)
    for name in ["pki/ca.crt", "jane.crt"] { try scratch.write(name, "x") }
    let key = try scratch.write("jane.key", "x")
    let file = try scratch.write(
      "config", Self.small.replacing("/abs/jane.key", with: key))
    let kubeconfig = try #require(try KubeconfigFiles(explicit: file, environment: [:]).load())
    let connection = try ClusterConnection(kubeconfig)
    #expect(connection.server == "https://192.168.1.101:6443")
    #expect(connection.namespace == "web")
    #expect(connection.context == "home")
    #expect(connection.tls.serverName == "kubernetes.default")
    #expect(connection.tls.authorities == .file(scratch.path + "/pki/ca.crt"))
    #expect(connection.tls.identity?.certificate == .file(scratch.path + "/jane.crt"))
    #expect(connection.tls.identity?.key == .file(key))
    #expect(connection.proxy == .url("http://proxy.example:3128"))
    guard case .token(let token) = connection.identity else {
      Issue.record("\(connection.identity)")
      return
    }
    #expect(token == Secret("jane-token"))
  }

  /// The oracle is kubectl's own merge, where it is installed: `kubectl config view --raw`.
  @Test func `merges a list as kubectl does: the first file counts`() throws {
    let scratch = try Scratch()
    let first = try scratch.write(
      "first",
      """
      clusters: [{name: a, cluster: {server: "https://one:1"}}]
      users: [{name: u, user: {token: from-first}}]
      contexts: [{name: c, context: {cluster: a, user: u}}]
      """)
    let second = try scratch.write(
      "second",
      """
      current-context: d
      clusters: [{name: a, cluster: {server: "https://two:2", tls-server-name: two}}, {name: b, cluster: {server: "https://b:3"}}]
      users: [{name: u, user: {token: from-second}}, {name: v, user: {username: nina, password: p}}]
      contexts: [{name: d, context: {cluster: b, user: v}}]
      """)
    let third = try scratch.write("third", "current-context: c\n")
    let list = [first, scratch.path + "/not-there", second, third, first].joined(separator: ":")
    let files = KubeconfigFiles(environment: ["KUBECONFIG": list])
    let merged = try #require(try files.load())
    #expect(merged.currentContext == "d")
    #expect(merged.clusters["a"]?.server == "https://one:1")
    #expect(merged.clusters["a"]?.tlsServerName == nil)
    #expect(merged.clusters["b"]?.server == "https://b:3")
    #expect(merged.users["u"]?.token == Secret("from-first"))
    #expect(merged.files == [first, second, third])
    try compareWithKubectl(merged, list)
    let chosen = try ClusterConnection(
      merged, choice: KubeconfigChoice(context: "d", cluster: "a", user: "u"))
    #expect(chosen.server == "https://one:1")
  }

  private func compareWithKubectl(_ merged: Kubeconfig, _ list: String) throws {
    let text = try ControlPlane.run(
      "env", ["KUBECONFIG=\(list)", "kubectl", "config", "view", "--raw", "-o", "json"],
      mayFail: true)
    guard !text.isEmpty else {
      print("skipped: the comparison with kubectl's merge, because there is no kubectl")
      return
    }
    let theirs = try Node(parsingJSON: text)
    #expect(theirs["current-context"]?.string == merged.currentContext)
    for entry in theirs["clusters"]?.array ?? [] {
      let own = merged.clusters[entry["name"]?.string ?? ""]
      #expect(own?.server == entry["cluster"]?["server"]?.string)
      #expect(own?.tlsServerName == entry["cluster"]?["tls-server-name"]?.string)
    }
    for entry in theirs["users"]?.array ?? [] {
      let own = merged.users[entry["name"]?.string ?? ""]
      #expect(own?.token == (entry["user"]?["token"]?.string).map(Secret.init))
    }
    #expect(theirs["clusters"]?.array?.count == merged.clusters.count)
    #expect(theirs["contexts"]?.array?.count == merged.contexts.count)
  }

  @Test(arguments: [
    ("clusters: 7", "line 1: clusters should be an array, not a number"),
    ("clusters:\n- name: a\n  cluster: {}", "line 3: clusters[0].cluster.server is missing"),
    (
      "users:\n- name: a\n  user:\n    client-certificate-data: '%%%'",
      "line 4: users[0].user.client-certificate-data is not base64"
    ),
    (
      "users:\n- name: a\n  user: {client-certificate: x.crt}",
      "users[0].user names a client certificate without its key"
    ),
    (
      "users:\n- name: a\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1alpha1",
      "line 5: users[0].user.exec.apiVersion is client.authentication.k8s.io/v1alpha1"
    ),
    ("\tclusters:", "line 1"),
    ("current-context: [", "line"),
  ])
  func `names file, line and field`(text: String, sentence: String) throws {
    let result = Result(asking: { () throws(ClusterAccessError) in
      try Kubeconfig(parsing: Array(text.utf8), file: "/home/jane/.kube/config")
    })
    #expect(result.sentence.hasPrefix("/home/jane/.kube/config, line "))
    #expect(result.sentence.contains(sentence), "\(result.sentence)")
  }

  @Test(arguments: [
    ("", nil as String?, "current-context is not set"),
    ("current-context: lost", nil, "there is no context 'lost'; there is none at all"),
    (small, "away", "there is no context 'away'; there is home"),
    (
      small.replacing("cluster: home, user", with: "cluster: gone, user"), nil,
      "there is no cluster 'gone'; there is home"
    ),
    (
      small.replacing("tls-server-name:", with: "insecure-skip-tls-verify: true #"), nil,
      "line 7: insecure-skip-tls-verify cannot be true"
    ),
    (small, nil, "which is not there"),
    (
      small.replacing("https://192", with: "https://me:hidden@192"), nil,
      "server should hold no user and password"
    ),
    (
      small.replacing("https://192", with: "ftp://192"), nil,
      "should begin with https:// or http://"
    ),
  ])
  func `says what of a choice is not there`(
    text: String, context: String?, sentence: String
  ) throws {
    let result = Result(asking: { () throws(ClusterAccessError) in
      try ClusterConnection(
        Kubeconfig(parsing: Array(text.utf8), file: "/k"),
        choice: KubeconfigChoice(context: context))
    })
    #expect(result.sentence.contains(sentence), "\(result.sentence)")
    #expect(!result.sentence.contains("hidden"))
  }

  @Test func `takes a pod's service account where there is no kubeconfig`() throws {
    let scratch = try Scratch()
    for (name, text) in [("token", "pod-token\n"), ("ca.crt", "x"), ("namespace", "web\n")] {
      try scratch.write(name, text)
    }
    let inside = try #require(
      try ClusterConnection.inCluster(
        environment: ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"],
        folder: scratch.path))
    #expect(inside.server == "https://[fd00::1]:443")
    #expect(inside.namespace == "web")
    #expect(inside.tls.authorities == .file(scratch.path + "/ca.crt"))
    #expect(try ClusterConnection.inCluster(environment: [:], folder: scratch.path) == nil)
    let nowhere = Result(asking: { () throws(ClusterAccessError) in
      try ClusterConnection.standard(files: KubeconfigFiles(environment: ["HOME": scratch.path]))
    })
    #expect(nowhere.sentence.contains("there is no kubeconfig (looked at \(scratch.path)/.kube"))
  }

  @Test func `shows no secret, however it is printed`() throws {
    let kubeconfig = try Kubeconfig(
      parsing: Array(
        """
        clusters:
        - name: a
          cluster: {server: "https://a", proxy-url: "http://me:hidden-0@proxy:3128"}
        users:
        - name: a
          user: {token: hidden-1, username: nina, password: hidden-2}
        - name: b
          user:
            client-key-data: aGlkZGVuLTM=
            client-certificate-data: aGlkZGVuLTQ=
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: x
              env: [{name: SECRET, value: hidden-5}]
        """.utf8), file: "/k")
    var dumped = ""
    dump(kubeconfig, to: &dumped)
    for text in ["\(kubeconfig)", String(reflecting: kubeconfig), dumped] {
      #expect(!text.contains("hidden"))
    }
    var connection = ClusterConnection(server: "https://x", identity: .token(Secret("hidden-6")))
    connection.identity = .basic(user: "u", password: Secret("hidden-7"))
    dump(connection, to: &dumped)
    #expect(!"\(connection)".contains("hidden"))
    #expect(!dumped.contains("hidden"))
  }

  @Test(arguments: [
    // date -u -d … +%s
    ("2026-11-21T16:00:00Z", 1_795_276_800 as Int?),
    ("2026-11-21T18:00:00.123+02:00", 1_795_276_800),
    ("2000-02-29T23:59:59Z", 951_868_799), ("1970-01-01T00:00:00Z", 0),
    ("2026-11-21", nil), ("2026-13-21T16:00:00Z", nil), ("2026-11-21T16:00:00", nil),
  ])
  func `reads times of RFC 3339`(text: String, seconds: Int?) {
    #expect(Timestamp.seconds(text) == seconds)
  }
}
