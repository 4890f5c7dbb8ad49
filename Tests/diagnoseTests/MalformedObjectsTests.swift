import Documents
import Testing

/// What is wrong with an object is a sentence with file, document, line and path; the other objects
/// are judged, and the exit code is 65.
@Suite struct MalformedObjectsTests {
  static let good = """
    {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a}, status: {podIP: 10.0.0.1}}
    ---
    {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: a}, spec: {}}
    ---

    """

  @Test(
    arguments: [
      ("spec: 5", "line 8: document 3: NetworkPolicy (q): spec should be an object, not a number"),
      (
        "spec: {podSelectr: {}}",
        "line 8: document 3: NetworkPolicy (q): spec.podSelectr is a field that the API does not know: it has no effect"
      ),
      (
        "spec: {ingress: [{from: [{ipBlock: {cidr: 192.168.1.1/24}}]}]}",
        "line 8: document 3: NetworkPolicy (q): spec.ingress[0].from[0].ipBlock.cidr is 192.168.1.1/24, which has host bits set: it is taken for 192.168.1.0/24"
      ),
      (
        "spec: {ingress: [{from: [{ipBlock: {cidr: \"::ffff:1.2.3.0/120\"}}]}]}",
        "line 8: document 3: NetworkPolicy (q): spec.ingress[0].from[0].ipBlock.cidr holds ::ffff:1.2.3.0/120, an IPv4 network written as IPv6: write it as IPv4"
      ),
      (
        "spec: {ingress: [{from: [{ipBlock: {cidr: \"fd00::/8\", except: [10.0.0.0/9]}}]}]}",
        "line 8: document 3: NetworkPolicy (q): spec.ingress[0].from[0].ipBlock.except[0] is 10.0.0.0/9, which is not a part of fd00::/8: the API server refuses it"
      ),
      (
        "spec:\n\tingress: []",
        "line 9: document 3: a tab or another character stands where a value should begin (indent with spaces), while scanning for the next token"
      ),
      ("spec: {}\nspec: {}", "line 8: document 3: the key \"spec\" stands twice in one mapping"),
      (
        "spec: {ingress: [{ports: [{port: 80, protocol: tcp}]}]}",
        "line 8: document 3: NetworkPolicy (q): spec.ingress[0].ports[0].protocol should be TCP, UDP or SCTP, not \"tcp\""
      ),
    ])
  func `names the place, and judges the others`(spec: String, complaint: String) throws {
    let text =
      Self.good + "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: q}\n"
      + spec + "\n---\n\n---\n"
      + "{apiVersion: v1, kind: Pod, metadata: {name: after, namespace: a}, status: {podIP: 10.0.0.2}}\n"
    let answer = try Tool.run(
      "policy", "match", "--from", "1.1.1.1", "--to", "a/after:80", "--manifests", "-", input: text)
    #expect(answer.code == 65)
    #expect(answer.output.hasPrefix("denied: 1.1.1.1 → a/after:80/TCP"))
    #expect(answer.complaints == "diagnose: standard input, \(complaint)\n")
  }

  @Test func `takes anchors, empty documents and ten thousand ports`() throws {
    let ports = (1...10000).map { "{port: \($0)}" }.joined(separator: ", ")
    let text = """
      ---
      ---
      # nothing
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a, labels: &l {app: p}}, status: {podIP: 10.0.0.1}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: q, namespace: a}
      spec:
        podSelector: {matchLabels: &labels {app: p}}
        ingress:
        - from: [{podSelector: {matchLabels: *labels}}, {ipBlock: {cidr: 1.1.1.1/32}}]
          ports: [\(ports)]

      """
    for (port, code) in [("10000", 0), ("10001", 1)] {
      let answer = try Tool.run(
        "policy", "match", "--from", "1.1.1.1", "--to", "a/p:\(port)", "--manifests", "-",
        input: text)
      #expect(answer.code == code)
      #expect(answer.complaints == "")
    }
  }

  @Test func `refuses a repeated key of JSON as kubectl does`() throws {
    let text = """
      {"apiVersion":"v1","kind":"List","items":[
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"q","namespace":"a"},
       "spec":{"podSelector":{},"podSelector":{}}},
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"a"},"status":{"podIP":"10.0.0.1"}}]}
      """
    let answer = try Tool.run(
      "policy", "match", "--from", "1.1.1.1", "--to", "a/p:80", "--manifests", "-", input: text)
    #expect(answer.code == 65)
    #expect(answer.output.hasPrefix("allowed: "))
    #expect(
      answer.complaints
        == "diagnose: standard input, line 3: document 1: NetworkPolicy (q): spec.podSelector stands twice in one object\n"
    )
  }

  @Test(arguments: [
    "Pod", "Service", "Namespace", "Node", "Deployment", "ClusterNetworkPolicy", "ServiceMonitor",
    "EndpointSlice",
  ])
  func `keeps the rest whatever is wrong with an object`(kind: String) throws {
    let version = [
      "Deployment": "apps/v1", "ClusterNetworkPolicy": "policy.networking.k8s.io/v1alpha2",
      "ServiceMonitor": "monitoring.coreos.com/v1", "EndpointSlice": "discovery.k8s.io/v1",
    ][kind, default: "v1"]
    for broken in ["metadata: 7", "metadata: {name: [a]}", "metadata: {name: n, labels: [1]}"] {
      let text = Self.good + "{apiVersion: \(version), kind: \(kind), \(broken), spec: {}}\n"
      let answer = try Tool.run(
        "policy", "match", "--from", "1.1.1.1", "--to", "a/p:80", "--manifests", "-", input: text)
      #expect(answer.code == 65)
      #expect(answer.output.hasPrefix("denied: "))
      #expect(answer.complaints.contains("line 5: document 3: \(kind)"))
    }
  }
}
