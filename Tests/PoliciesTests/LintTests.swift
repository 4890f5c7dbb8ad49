import Cluster
import Policies
import Testing

@Suite struct LintTests {
  @Test(
    arguments: [
      (
        "{podSelector: {}, ingress: [{ports: [{port: none}]}]}", "unknown-port-name",
        "ingress[0].ports[0]"
      ),
      (
        "{podSelector: {}, ingress: [{ports: [{port: serve-80-udp}]}]}", "unknown-port-name",
        "ingress[0].ports[0]"
      ),
      (
        "{podSelector: {}, ingress: [{ports: [{port: 8080}]}]}", "service-port",
        "ingress[0].ports[0]"
      ),
      ("{podSelector: {matchLabels: {pod: q}}}", "selects-nothing", "podSelector"),
      (
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {pod: q}}}]}]}",
        "peer-selects-nothing", "ingress[0].from[0]"
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}",
        "namespace-selector-excludes-external", "ingress[0].from"
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}, {podSelector: {matchLabels: {pod: b}}}]}]}",
        "and-or", "ingress[0].from[0], [1]"
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}}]}]}",
        "except-outside-cidr", "ingress[0].from[0].ipBlock.except[0]"
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.1/24}}]}]}", "host-bits",
        "ingress[0].from[0].ipBlock"
      ),
      (
        "{podSelector: {}, ingress: [{ports: [{port: 80}]}, {from: [{podSelector: {}}], ports: [{port: 80}]}]}",
        "shadowed", "ingress[1]"
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}",
        "shadowed", "ingress[0].from[0]"
      ),
      (
        "{podSelector: {}, policyTypes: [Ingress], egress: [{}]}", "section-without-type", "egress"
      ),
      (
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 443}]}]}",
        "egress-without-dns", "egress"
      ),
    ] as [(String, String, String)])
  func `finds the slip`(spec: String, rule: String, path: String) throws {
    #expect(try findings(policy(spec)) == ["\(rule) \(path)"])
  }

  @Test(
    arguments: [
      "{podSelector: {}}", "{podSelector: {}, ingress: [{}]}",
      "{podSelector: {}, ingress: [{ports: [{port: serve-80-tcp}, {port: 81}, {port: 9999}]}]}",
      "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}, {ipBlock: {cidr: 192.168.1.10/32}}]}]}",
      "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}, podSelector: {matchLabels: {pod: b}}}]}]}",
      "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]}",
    ])
  func `finds nothing in what can be meant`(spec: String) throws {
    #expect(try findings(policy(spec)) == [])
  }

  @Test func `finds policies that another one opens, and kinds that nothing enforces`() throws {
    #expect(
      try findings(
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 80}]}]}", name: "one"),
        policy("{podSelector: {}, ingress: [{}]}", name: "all")) == ["shadowed ingress"])
    let flannel = """
      {apiVersion: v1, kind: Pod, metadata: {name: kube-flannel-ds-x, namespace: kube-flannel}, spec: {hostNetwork: true}, status: {podIP: 192.168.1.100}}

      """
    let cilium =
      "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: q, namespace: x}}\n"
    #expect(
      try findings(policy("{podSelector: {}}"), flannel, cilium) == [
        "not-enforced ", "not-enforced ",
      ])
    let router = flannel.replacing("kube-flannel-ds-x", with: "kube-router-x")
    #expect(try findings(policy("{podSelector: {}}"), router) == [])
  }

  @Test func `finds pods on the host network`() throws {
    let host = """
      {apiVersion: v1, kind: Pod, metadata: {name: h, namespace: x, labels: {pod: h}}, spec: {hostNetwork: true}, status: {podIP: 192.168.1.100}}

      """
    #expect(
      try findings(policy("{podSelector: {matchLabels: {pod: h}}}"), host) == [
        "host-network podSelector"
      ])
  }

  private func findings(_ documents: String...) throws -> [String] {
    let service = """
      {apiVersion: v1, kind: Service, metadata: {name: s, namespace: x, annotations: {prometheus.io/scrape: "true"}}, spec: {selector: {pod: a}, ports: [{port: 8080, targetPort: 80}]}}

      """
    let text = ([Scene.model, service] + documents).joined(separator: "\n---\n")
    // Reservations such as host bits are said by the reader too.
    let cluster = try ClusterObjects(parsing: Array(text.utf8))
    return PolicyLint(cluster).findings().map { "\($0.rule.rawValue) \($0.path)" }
  }
}
