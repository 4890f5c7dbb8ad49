import Documents
import Testing

@Suite struct PolicyMatchTests {
  static let manifests =
    withoutPolicy + """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: only-lan, namespace: shop}
      spec:
        podSelector: {matchLabels: {app: api}}
        ingress:
        - from: [{namespaceSelector: {}}, {ipBlock: {cidr: 192.168.1.0/24}}]
          ports: [{port: metrics}]

      """

  private static let withoutPolicy = """
    {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: api, namespace: shop, labels: {app: api}}
    spec: {containers: [{name: c, ports: [{name: metrics, containerPort: 9090}]}]}
    status: {podIP: 10.42.0.5}

    """

  @Test(arguments: [
    ("192.168.1.10", "shop/api:9090", "allowed", 0),
    ("192.168.1.10", "shop/api:metrics", "allowed", 0),
    ("192.168.2.10", "shop/api:9090", "denied", 1), ("192.168.1.10", "10.42.0.5:9091", "denied", 1),
    ("shop/api", "1.1.1.1:443", "allowed", 0),
  ])
  func `answers in the first word and by the exit code`(
    from: String, to: String, word: String, code: Int
  ) throws {
    let answer = try Tool.run(
      "policy", "match", "--from", from, "--to", to, "--manifests", "-", input: Self.manifests)
    #expect(answer.output.hasPrefix("\(word): "))
    #expect(answer.code == code)
    #expect(answer.complaints == "")
  }

  @Test(arguments: ["patch", "new"])
  func `writes the change that admits a connection, and it does`(style: String) throws {
    let question = ["policy", "match", "--from", "192.168.2.10", "--to", "shop/api:9090"]
    let change = try Tool.run(
      question + ["--style", style, "--manifests", "-"], input: Array(Self.manifests.utf8))
    #expect(change.code == 1)
    #expect(change.output.hasPrefix("# denied: "))
    let yaml = change.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let base = style == "new" ? Self.manifests : Self.withoutPolicy
    let after = try Tool.run(
      question + ["--manifests", "-"],
      input: Array((base + "---\n" + yaml.joined(separator: "\n") + "\n").utf8))
    #expect(after.output.hasPrefix("allowed: "))
    let other = try Tool.run(
      "policy", "match", "--from", "192.168.2.11", "--to", "shop/api:9090", "--manifests", "-",
      input: base + "---\n" + yaml.joined(separator: "\n") + "\n")
    #expect(other.output.hasPrefix("denied: "))
  }

  @Test(arguments: ["", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n"])
  func `guesses nothing of addresses where no pod is among the objects`(objects: String) throws {
    let answer = try Tool.run(
      "policy", "match", "--from", "192.168.2.10", "--to", "10.42.0.5:9090", "--manifests", "-",
      input: objects)
    #expect(answer.code == 66)
    #expect(answer.complaints.contains("no pod is among the objects"))
  }

  @Test func `answers a line with a line, in order`() throws {
    let snapshot = Tool.sample("Snapshots/argocd-refused")
    let flows = """
      {"from":"192.168.1.10","to":"argocd/argocd-application-controller-0","port":8082,"protocol":"TCP"}
      {"from":"default/default-deny","to":"10.42.0.38","port":8082}

      """
    let answer = try Tool.run(
      "policy", "match", "--flows", "-", "--output", "json", "--snapshot", snapshot, input: flows)
    let lines = try answer.lines.map { try Node(parsingJSON: $0) }
    #expect(answer.code == 0)
    #expect(lines.map { $0["allowed"]?.bool } == [false, true])
    #expect(lines.map { $0["ingress"]?["isolated"]?.bool } == [true, true])
    #expect(
      lines[1]["ingress"]?["by"]
        == ["argocd/argocd-application-controller-network-policy ingress[0].from[0]"])
    #expect(lines[0]["egress"]?["allowed"]?.bool == true)
  }

  @Test(arguments: [
    (["--from", "1.2.3.4"], 64), (["--from", "x", "--to", "shop/api:80"], 64),
    (["--from", "1.2.3.4", "--to", "shop/none:80"], 66),
    (["--from", "1.2.3.4", "--to", "shop/api:none"], 66),
    (["--flows", "/none"], 66),
  ])
  func `says what is wrong with the question`(arguments: [String], code: Int) throws {
    let answer = try Tool.run(
      ["policy", "match"] + arguments + ["--manifests", "-"], input: Array(Self.manifests.utf8))
    #expect(answer.code == code)
    #expect(answer.complaints != "")
  }

  @Test func `judges what can be read and names what cannot`() throws {
    let broken =
      Self.manifests + """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: broken, namespace: shop}
        spec: {ingress: 5}

        """
    let answer = try Tool.run(
      "policy", "match", "--from", "9.9.9.9", "--to", "shop/api:9090", "--manifests", "-",
      input: broken)
    #expect(answer.code == 65)
    #expect(answer.output.hasPrefix("denied: "))
    #expect(
      answer.complaints
        == "diagnose: standard input, line 21: document 4: NetworkPolicy (broken): spec.ingress should be an array, not a number\n"
    )
  }
}
