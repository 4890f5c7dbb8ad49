import Cluster
import ClusterAccess
import ControlPlane
import Documents
import Foundation
import Testing

@Suite(.enabled(if: Plane.isThere), .serialized) struct ListTests {
  static let count = 2000

  /// Makes the objects once: ConfigMaps would do for paging, but pods are what is read.
  static let filled = Result {
    let plane = try Plane.shared()
    try plane.curl(
      "/api/v1/namespaces", method: "POST",
      body: #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"many","labels":{"a":"b"}}}"#
    )
    let bodies = (0..<count).map { number in
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod-\(number)","namespace":"many",\
      "labels":{"n":"\(number)"},"annotations":{"note":"<a> & b \u{2028} é"}},\
      "spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":8080}]}]}}
      """
    }
    let answers = try plane.post("/api/v1/namespaces/many/pods", bodies)
    #expect(answers.count { $0 == 201 } == count)
  }

  @Test func `lists 2,000 pods in pages`() throws {
    _ = try Self.filled.get()
    let api = try Plane.api()
    let pods = try #require(try api.resources().first { $0.name == "pods" })
    let list = try api.list(pods, pageSize: 500)
    #expect(list.items.count >= Self.count)
    #expect(list.pages >= 4)
    let names = Set(list.items.compactMap { $0["metadata"]?["name"]?.string })
    #expect((0..<Self.count).allSatisfy { names.contains("pod-\($0)") })
    #expect(!list.resourceVersion.isEmpty)
  }

  @Test func `reads the cluster in the versions of the server`() throws {
    _ = try Self.filled.get()
    let cluster = try Plane.api().readCluster()
    #expect(cluster.objects.pods.list.count >= Self.count)
    #expect(cluster.objects.problems.isEmpty)
    #expect(cluster.objects.namespaces.list.contains { $0.metadata.name == "many" })
    #expect(cluster.objects.services.list.contains { $0.metadata.name == "kubernetes" })
    #expect(!cluster.objects.networkPolicies.isMissing)
    #expect(!cluster.objects.endpointSlices.isMissing)
    #expect(!cluster.objects.ingresses.isMissing)
    // policy.networking.k8s.io is not served here: nobody looked.
    #expect(cluster.objects.monitors.isMissing)
    let versions = Dictionary(
      uniqueKeysWithValues: cluster.lists.map { ($0.resource.name, $0.resource.apiVersion) })
    #expect(versions["ingresses"] == "networking.k8s.io/v1")
    #expect(
      ["discovery.k8s.io/v1", "discovery.k8s.io/v1beta1"].contains(versions["endpointslices"]))
    #expect(versions["secrets"] == nil)
  }

  @Test(arguments: ["pods", "services", "endpointslices", "networkpolicies"])
  func `prints a list as kubectl does`(name: String) throws {
    _ = try Self.filled.get()
    let plane = try Plane.shared()
    guard let printed = try plane.kubectl(["get", name, "-A", "-o", "json"]) else {
      print("skipped: the comparison with kubectl, because there is no kubectl")
      return
    }
    let api = try Plane.api()
    let resource = try #require(try api.resources().first { $0.name == name })
    let own = String(decoding: try api.list(resource).kubectlJSON, as: UTF8.self)
    let theirs = try Node(parsingJSON: printed)
    #expect(try Node(parsingJSON: own)["items"]?.array?.count == theirs["items"]?.array?.count)
    if own != printed {
      let pairs = zip(own.split(separator: "\n"), printed.split(separator: "\n"))
      let first = pairs.first { $0 != $1 }
      Issue.record("first difference: \(String(describing: first))")
    }
  }

  @Test func `lists a namespace that holds nothing`() throws {
    let api = try Plane.api()
    let services = try #require(try api.resources().first { $0.name == "services" })
    let list = try api.list(services, namespace: "nowhere")
    #expect(list.items.isEmpty)
    #expect(
      try Node(parsingJSON: list.kubectlJSON)
        == ["apiVersion": "v1", "items": [], "kind": "List", "metadata": ["resourceVersion": ""]])
  }

  @Test func `begins a list anew when its continuation has expired`() throws {
    _ = try Self.filled.get()
    let plane = try Plane.shared()
    let api = try Plane.api()
    let pods = try #require(try api.resources().first { $0.name == "pods" })
    // A first page whose moment etcd then forgets.
    let first = try api.get("/api/v1/pods?limit=10")
    let token = try #require(first["metadata"]?["continue"]?.string)
    try plane.curl(
      "/api/v1/namespaces", method: "POST",
      body: #"{"apiVersion":"v1","kind":"Namespace","metadata":{"generateName":"later-"}}"#)
    try plane.compact()
    let answer = try plane.curl("/api/v1/pods?limit=10&continue=\(token)")
    #expect(answer.status == 410)
    #expect(try api.list(pods).items.count >= Self.count)
  }
}

extension ControlPlane {
  /// Posts many bodies over a few connections; the status of each.
  func post(_ path: String, _ bodies: [String]) throws -> [Int] {
    let script = """
      import http.client, ssl, sys, json, threading
      host, port, path, token, bodies = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], json.load(sys.stdin)
      out = [0] * len(bodies)
      def work(k, n):
          c = http.client.HTTPSConnection(host, port, context=ssl._create_unverified_context())
          for i in range(k, len(bodies), n):
              c.request("POST", path, bodies[i].encode(), {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
              r = c.getresponse(); r.read(); out[i] = r.status
      ts = [threading.Thread(target=work, args=(k, 8)) for k in range(8)]
      [t.start() for t in ts]; [t.join() for t in ts]
      print(json.dumps(out))
      """
    let parts = server.split(separator: ":")
    let text = try Self.run(
      "python3",
      ["-c", script, "127.0.0.1", String(parts[2]), path, Self.tokens["admin"] ?? ""],
      input: Node(.array(bodies.map { Node(.string($0)) })).json)
    return try Node(parsingJSON: text).array?.compactMap(\.int) ?? []
  }

  /// What kubectl prints; nil where it is not installed.
  func kubectl(_ arguments: [String]) throws -> String? {
    let text = try Self.run(
      "kubectl",
      [
        "--kubeconfig=/dev/null", "--server=\(server)", "--insecure-skip-tls-verify",
        "--token=\(Self.tokens["admin"] ?? "")",
      ] + arguments, mayFail: true)
    return text.isEmpty ? nil : text
  }
}
