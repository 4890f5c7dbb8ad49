import Documents
import Testing

/// What policies see of a connection through a Service: the sender, or the node that translates it.
@Suite struct SeenSourcesTests {
  static func manifests(_ trafficPolicy: String) -> String {
    """
    {apiVersion: v1, kind: Node, metadata: {name: node1}, status: {addresses: [{type: InternalIP, address: 192.168.1.101}]}}
    ---
    {apiVersion: v1, kind: Node, metadata: {name: node2}, status: {addresses: [{type: InternalIP, address: 192.168.1.102}]}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: near, namespace: a, labels: {app: p}}, spec: {nodeName: node1}, status: {podIP: 10.42.0.2}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: far, namespace: a, labels: {app: p}}, spec: {nodeName: node2}, status: {podIP: 10.42.1.2}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: s, namespace: a}
    spec:
      type: NodePort
      clusterIP: 10.43.0.9
      externalTrafficPolicy: \(trafficPolicy)
      selector: {app: p}
      ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: lan, namespace: a}
    spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.10/32}}], ports: [{port: 8080}]}]}

    """
  }

  private func ask(_ to: String, _ trafficPolicy: String) throws -> (Int32, [String]) {
    let answer = try Tool.run(
      "policy", "match", "--from", "192.168.1.10", "--to", to, "--output", "json", "--manifests",
      "-", input: Self.manifests(trafficPolicy))
    let sources = try Node(parsingJSON: answer.output)["sources"]?.array ?? []
    return (
      answer.code,
      sources.map { entry in
        let certain = entry["certain"]?.bool == true ? "" : "maybe "
        let allowed = entry["allowed"]?.bool == true ? "allowed" : "denied"
        let endpoint = entry["endpoint"]?.string ?? ""
        return "\(certain)\(entry["seenAs"]?.string ?? "") → \(endpoint) \(allowed)"
      }
    )
  }

  @Test func `judges the node that masquerades a node port`() throws {
    let (code, sources) = try ask("192.168.1.101:30080", "Cluster")
    // What comes from a pod's own node is always allowed; the other node's pod asks the policy.
    #expect(
      sources == [
        "192.168.1.101 → a/near:8080/TCP allowed", "192.168.1.101 → a/far:8080/TCP denied",
      ])
    #expect(code == 2)
  }

  @Test func `judges the sender where the traffic policy is Local`() throws {
    let (code, sources) = try ask("192.168.1.101:30080", "Local")
    #expect(sources == ["192.168.1.10 → a/near:8080/TCP allowed"])
    #expect(code == 0)
  }

  @Test(arguments: ["svc/a/s", "svc/a/s:80", "10.43.0.9:80"])
  func `judges the sender of a cluster address, and says who it could be`(to: String) throws {
    let (code, sources) = try ask(to, "Cluster")
    #expect(code == 0)
    #expect(
      sources == [
        "192.168.1.10 → a/near:8080/TCP allowed", "maybe 192.168.1.101 → a/near:8080/TCP allowed",
        "maybe 192.168.1.102 → a/near:8080/TCP denied", "192.168.1.10 → a/far:8080/TCP allowed",
        "maybe 192.168.1.101 → a/far:8080/TCP denied",
        "maybe 192.168.1.102 → a/far:8080/TCP allowed",
      ])
  }

  @Test func `judges the source that recorded rules write`() throws {
    let answer = try Tool.run(
      "policy", "match", "--from", "192.168.1.10", "--to", "10.43.77.10:8080", "--output", "json",
      "--snapshot", Tool.sample("Snapshots/masq-hides-source"))
    let source = try Node(parsingJSON: answer.output)["sources"]?.array?.first
    #expect(answer.code == 1)
    #expect(source?["seenAs"]?.string == "192.168.1.101")
  }
}
