import Addressing
import Cluster
import Policies
import Testing

/// The cases of the e2e suite (`test/e2e/network/netpol`) and of the documentation's pages.
@Suite struct SpecificationTests {
  @Test(
    arguments: [
      // spec, from, to, port, allowed
      ("{podSelector: {}, policyTypes: [Ingress]}", "w/a", "x/a", 80, false),
      ("{podSelector: {}, policyTypes: [Ingress]}", "x/b", "x/a", 80, false),
      ("{podSelector: {}, policyTypes: [Ingress]}", "x/a", "w/a", 80, true),
      ("{podSelector: {}, policyTypes: [Ingress]}", "1.1.1.1", "x/a", 80, false),
      ("{}", "w/a", "x/a", 80, false),
      ("{podSelector: {}, ingress: [{}]}", "1.1.1.1", "x/a", 80, true),
      ("{podSelector: {}, ingress: [{from: []}]}", "1.1.1.1", "x/a", 9999, true),
      ("{podSelector: {}, ingress: [null]}", "1.1.1.1", "x/a", 9999, true),
      ("{podSelector: {}, policyTypes: [Egress]}", "x/a", "w/a", 80, false),
      ("{podSelector: {}, policyTypes: [Egress]}", "w/a", "x/a", 80, true),
      ("{podSelector: {}, egress: []}", "x/a", "w/a", 80, true),
      ("{podSelector: {}, egress: [{}]}", "x/a", "1.1.1.1", 80, true),
      (
        "{podSelector: {}, policyTypes: [Egress], ingress: [{from: [{podSelector: {}}]}]}", "w/a",
        "x/a", 80, true
      ),
      ("{podSelector: {}, policyTypes: [Ingress, Egress]}", "x/a", "w/a", 80, false),
      (
        "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}]}]}",
        "x/b", "x/a", 80, true
      ),
      (
        "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}]}]}",
        "w/b", "x/a", 80, false
      ),
      (
        "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}]}]}",
        "x/c", "x/b", 80, true
      ),
      ("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}", "x/c", "x/b", 80, true),
      ("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}", "w/c", "x/b", 80, false),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}]}]}",
        "w/c", "x/b", 80, true
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}]}]}",
        "z/c", "x/b", 80, false
      ),
      ("{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}", "z/c", "x/b", 80, true),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}", "1.1.1.1", "x/b", 80,
        false
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}", "192.168.1.101", "x/b",
        80, false
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: w}}}]}]}",
        "w/c", "x/b", 80, true
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [x]}]}}]}]}",
        "x/c", "x/b", 80, false
      ),
      // the dash: both in one entry, or two entries
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}, podSelector: {matchLabels: {pod: b}}}]}]}",
        "w/c", "x/b", 80, false
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}, {podSelector: {matchLabels: {pod: b}}}]}]}",
        "w/c", "x/b", 80, true
      ),
      (
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}, {podSelector: {matchLabels: {pod: b}}}]}]}",
        "x/c", "x/b", 80, false
      ),
      // ports
      ("{podSelector: {}, ingress: [{ports: [{port: 80}]}]}", "w/a", "x/a", 80, true),
      ("{podSelector: {}, ingress: [{ports: [{port: 80}]}]}", "w/a", "x/a", 81, false),
      ("{podSelector: {}, ingress: [{ports: [{protocol: UDP}]}]}", "w/a", "x/a", 80, false),
      ("{podSelector: {}, ingress: [{ports: [{port: serve-81-tcp}]}]}", "w/a", "x/a", 81, true),
      ("{podSelector: {}, ingress: [{ports: [{port: serve-81-tcp}]}]}", "w/a", "x/a", 80, false),
      ("{podSelector: {}, ingress: [{ports: [{port: serve-80-udp}]}]}", "w/a", "x/a", 80, false),
      ("{podSelector: {}, ingress: [{ports: [{port: none}]}]}", "w/a", "x/a", 80, false),
      ("{podSelector: {}, ingress: [{ports: [{port: 78, endPort: 90}]}]}", "w/a", "x/a", 90, true),
      ("{podSelector: {}, ingress: [{ports: [{port: 78, endPort: 90}]}]}", "w/a", "x/a", 91, false),
      ("{podSelector: {}, egress: [{ports: [{port: serve-80-tcp}]}]}", "x/a", "w/a", 80, true),
      ("{podSelector: {}, egress: [{ports: [{port: serve-80-tcp}]}]}", "x/a", "1.1.1.1", 80, false),
      // ipBlock
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.0/24}}]}]}", "192.168.1.10",
        "x/a", 80, true
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.77/24}}]}]}",
        "192.168.1.10", "x/a", 80, true
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.0/24, except: [192.168.1.8/29]}}]}]}",
        "192.168.1.10", "x/a", 80, false
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.0/24, except: [192.168.1.8/29]}}, {ipBlock: {cidr: 192.168.1.10/32}}]}]}",
        "192.168.1.10", "x/a", 80, true
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: \"::/0\"}}]}]}", "192.168.1.10",
        "x/a", 80, false
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}", "fd00::1", "x/a",
        80, false
      ),
      (
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.42.1.0/24}}]}]}", "w/a", "x/a", 80,
        true
      ),
      (
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.42.1.10/32}}]}]}", "x/a", "w/b", 80,
        false
      ),
      (
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.42.1.10/32}}]}]}", "x/a", "w/a", 80,
        true
      ),
      // what no policy can stop
      ("{}", "192.168.1.100", "x/a", 80, true),
      ("{policyTypes: [Ingress, Egress]}", "x/a", "x/a", 80, true),
      ("{policyTypes: [Ingress, Egress]}", "10.42.0.10", "10.42.0.10", 80, true),
    ] as [(String, String, String, Int, Bool)])
  func `decides`(spec: String, from: String, to: String, port: Int, allowed: Bool) throws {
    let decision = try Scene(policy(spec)).decision(from, to, UInt16(port))
    #expect(decision.allowed == allowed)
  }

  @Test func `adds up policies, and needs egress and ingress both`() throws {
    let scene = try Scene(
      policy("{podSelector: {}, policyTypes: [Ingress]}", name: "deny"),
      policy(
        "{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 80}]}]}", name: "one"),
      policy("{podSelector: {}, policyTypes: [Egress]}", name: "out", namespace: "w"))
    #expect(scene.decision("z/a", "x/a", 80).allowed)
    #expect(!scene.decision("z/a", "x/b", 80).allowed)
    let both = scene.decision("w/a", "x/a", 80)
    #expect(both.ingress.allowed && !both.egress.allowed && !both.allowed)
    #expect(both.ingress.isolatedBy.map(\.name) == ["deny", "one"])
    #expect(both.ingress.admissions.map(\.description) == ["x/one ingress[0]"])
  }

  @Test func `says the rule, peer and port that admit`() throws {
    let scene = try Scene(
      policy(
        """
        {podSelector: {}, ingress: [{ports: [{port: 1}]}, {from: [{podSelector: {}}, \
        {namespaceSelector: {matchLabels: {ns: w}}}], ports: [{port: 80}, {port: 81}]}]}
        """))
    #expect(
      scene.decision("w/a", "x/a", 81).ingress.admissions == [
        Admission(
          policy: ObjectName(namespace: "x", name: "p"), direction: .ingress, rule: 1, peer: 1,
          port: 1)
      ])
  }

  @Test func `leaves pods on the host network, and finished ones, out`() throws {
    let also = """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: host, namespace: x, labels: {pod: a}}
      spec: {hostNetwork: true, nodeName: node1}
      status: {phase: Running, podIP: 192.168.1.101}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: done, namespace: x, labels: {pod: b}}, status: {phase: Failed, podIP: 10.42.1.10}}

      """
    let scene = try Scene(
      policy("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"), also: also)
    #expect(
      scene.decision("w/a", "x/host", 80).ingress
        == .exempt(.hostNetwork(ObjectName(namespace: "x", name: "host")), isolatedBy: []))
    let fromHost = scene.decision("x/host", "x/a", 80)
    #expect(
      fromHost.ingress.refusals.first?.onlyMissing
        == .peer(.hostNetworkPod(ObjectName(namespace: "x", name: "host"))))
    #expect(fromHost.notes.contains(.sourceIsNode("node1")))
    // The address of the finished pod is w/a's by now.
    #expect(!scene.decision("10.42.1.10", "x/a", 80).allowed)
    #expect(!scene.decision("x/done", "x/a", 80).allowed)
  }

  @Test func `notes what it could not know and what others may overrule`() throws {
    var cluster = ClusterObjects()
    try cluster.read(
      Array(policy("{ingress: [{from: [{namespaceSelector: {matchLabels: {a: b}}}]}]}").utf8))
    try cluster.read(
      Array(
        "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: x}, status: {podIP: 10.0.0.1}}"
          .utf8))
    try cluster.read(
      Array("{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: q}}".utf8))
    let notes = Scene(cluster).decision("x/none", "x/a", 80).notes
    #expect(
      notes == [
        .missingObjects(kind: "namespaces"), .unknownPod(ObjectName(namespace: "x", name: "none")),
        .otherPolicies(["CiliumNetworkPolicy"]),
      ])
    #expect(
      PolicyEngine(ClusterObjects()).decision(flow("1.1.1.1", "2.2.2.2", 80)).notes == [
        .missingObjects(kind: "networkpolicies"), .missingObjects(kind: "pods"),
      ])
    #expect(
      try Scene(policy("{ingress: [{from: [{ipBlock: {cidr: 10.42.0.0/16}}]}]}"))
        .decision("w/a", "x/a", 80).notes
        == [.ipBlockDecidesPod(IPAddress(parsing: "10.42.1.10") ?? .zero(.ipv4))])
    #expect(
      try Scene(policy("{}")).decision("w/a", "x/a", 0, .icmp).notes
        == [.undefinedTransport(.icmp)])
  }
}
