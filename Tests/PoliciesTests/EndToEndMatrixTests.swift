import Addressing
import Policies
import Testing

/// The cases of the Kubernetes e2e suite (`test/e2e/network/netpol/network_policy.go`), each held
/// against every pod, every pod, both ports and three protocols. What is expected is written from the
/// test's title and the specification.
@Suite struct EndToEndMatrixTests {
  /// A pod of the model.
  struct End: Hashable {
    var space: String
    var pod: String
    var name: String { "\(space)/\(pod)" }
  }

  struct Fixture: CustomTestStringConvertible, Sendable {
    var title: String
    var policies: [String]
    /// Whether the connection is allowed; a pod to itself is never asked.
    var allows: @Sendable (End, End, UInt16, TransportProtocol) -> Bool
    var testDescription: String { title }
  }

  static let fixtures: [Fixture] = [
    Fixture(
      title: "default-deny-ingress", policies: [policy("{podSelector: {}, policyTypes: [Ingress]}")]
    ) { _, to, _, _ in to.space != "x" },
    Fixture(
      title: "default-deny-all",
      policies: [policy("{podSelector: {}, policyTypes: [Ingress, Egress]}")]
    ) { from, to, _, _ in to.space != "x" && from.space != "x" },
    Fixture(
      title: "ingress from all namespaces",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {}}]}]}")
      ]
    ) { _, _, _, _ in true },
    Fixture(
      title: "ingress from a namespace, other namespaces are cut off",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space == "w" },
    Fixture(
      title: "PodSelector with MatchExpressions",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: pod, operator: In, values: [b]}]}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.name == "x/b" },
    Fixture(
      title: "NamespaceSelector with MatchExpressions",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: In, values: [w]}]}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space == "w" },
    Fixture(
      title: "NamespaceSelector by the default namespace label",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: w}}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space == "w" },
    Fixture(
      title: "PodSelector or NamespaceSelector",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [x]}]}}, {podSelector: {matchLabels: {pod: b}}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space != "x" || from.name == "x/b" },
    Fixture(
      title: "PodSelector and NamespaceSelector",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [x]}]}, podSelector: {matchLabels: {pod: b}}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space != "x" && from.pod == "b" },
    Fixture(
      title: "multiple PodSelectors and multiple NamespaceSelectors",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: ns, operator: NotIn, values: [x]}]}, podSelector: {matchExpressions: [{key: pod, operator: In, values: [b, c]}]}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space != "x" && from.pod != "a" },
    Fixture(
      title: "any PodSelectors",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}, {podSelector: {matchLabels: {pod: c}}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space == "x" },
    Fixture(
      title: "ingress on a port, from a namespace",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}], ports: [{port: 81}]}]}"
        )
      ]
    ) { from, to, port, transport in
      to.name != "x/a" || from.space == "w" && port == 81 && transport == .tcp
    },
    Fixture(
      title: "multiple, stacked policies with overlapping podSelectors",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}], ports: [{port: 81}]}]}",
          name: "one"),
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}], ports: [{port: 80}]}]}",
          name: "two"),
      ]
    ) { from, to, _, transport in to.name != "x/a" || from.space == "w" && transport == .tcp },
    Fixture(
      title: "ingress access on one named port",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: serve-81-tcp}]}]}")
      ]
    ) { _, to, port, transport in to.name != "x/a" || port == 81 && transport == .tcp },
    Fixture(
      title: "a named port of another protocol holds nothing",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: serve-80-udp, protocol: TCP}]}]}"
        )
      ]
    ) { _, to, _, _ in to.name != "x/a" },
    Fixture(
      title: "egress on one named port",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{ports: [{port: serve-80-tcp}]}]}"
        )
      ]
    ) { from, _, port, transport in from.name != "x/a" || port == 80 && transport == .tcp },
    Fixture(
      title: "ingress and egress of one policy",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, policyTypes: [Ingress, Egress], ingress: [{from: [{namespaceSelector: {matchLabels: {ns: w}}}]}], egress: [{ports: [{port: 80}]}]}"
        )
      ]
    ) { from, to, port, transport in
      (to.name != "x/a" || from.space == "w")
        && (from.name != "x/a" || port == 80 && transport == .tcp)
    },
    Fixture(
      title: "only the listed protocol",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 80, protocol: UDP}]}]}")
      ]
    ) { _, to, port, transport in to.name != "x/a" || port == 80 && transport == .udp },
    Fixture(
      title: "a protocol without a port is all of its ports",
      policies: [
        policy("{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{protocol: SCTP}]}]}")
      ]
    ) { _, to, _, transport in to.name != "x/a" || transport == .sctp },
    Fixture(
      title: "egress to a server of another namespace by both selectors",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {ns: w}}, podSelector: {matchLabels: {pod: a}}}]}]}"
        )
      ]
    ) { from, to, _, _ in from.name != "x/a" || to.name == "w/a" },
    Fixture(
      title: "deny egress by PodSelector",
      policies: [policy("{podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress]}")]
    ) { from, _, _, _ in from.name != "x/a" },
    Fixture(
      title: "deny egress of a namespace",
      policies: [policy("{podSelector: {}, policyTypes: [Egress]}")]
    ) { from, _, _, _ in from.space != "x" },
    Fixture(
      title: "allow-all ingress beside default-deny",
      policies: [
        policy("{podSelector: {}}", name: "deny"),
        policy("{podSelector: {}, ingress: [{}]}", name: "allow"),
      ]
    ) { _, _, _, _ in true },
    Fixture(
      title: "except of a CIDR is denied, an overlapping policy allows it",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.42.0.0/16, except: [10.42.1.0/24, 10.42.2.0/24]}}]}]}",
          name: "except"),
        policy(
          "{podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.42.1.11/32}}]}]}",
          name: "overlap"),
      ]
    ) { from, to, _, _ in from.name != "x/a" || to.space == "x" || to.name == "w/b" },
    Fixture(
      title: "endPort",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 81, endPort: 81}, {port: 82, endPort: 65535}]}]}"
        )
      ]
    ) { _, to, port, transport in to.name != "x/a" || port >= 81 && transport == .tcp },
    Fixture(
      title: "an empty ingress list with policyTypes Egress isolates egress only",
      policies: [policy("{podSelector: {}, policyTypes: [Egress], ingress: [], egress: [{}]}")]
    ) { _, _, _, _ in true },
    Fixture(
      title: "null sections are absent ones",
      policies: [
        policy("{podSelector: null, policyTypes: null, ingress: null, egress: null}")
      ]
    ) { _, to, _, _ in to.space != "x" },
    Fixture(
      title: "null lists in a rule are absent ones",
      policies: [policy("{podSelector: {}, ingress: [{from: null, ports: null}]}")]
    ) { _, _, _, _ in true },
    Fixture(
      title: "DoesNotExist and NotIn hold where the key is missing",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: none, operator: DoesNotExist}, {key: none, operator: NotIn, values: [q]}, {key: pod, operator: Exists}]}}]}]}"
        )
      ]
    ) { from, to, _, _ in to.name != "x/a" || from.space == "x" },
    Fixture(
      title: "In and Exists fail where the key is missing",
      policies: [
        policy(
          "{podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: none, operator: Exists}]}}, {podSelector: {matchExpressions: [{key: none, operator: In, values: [q]}]}}]}]}"
        )
      ]
    ) { _, to, _, _ in to.name != "x/a" },
  ]

  @Test(arguments: fixtures)
  func `agrees for every pod, pod, port and protocol`(fixture: Fixture) throws {
    var text = Scene.model
    for policy in fixture.policies { text += "\n---\n" + policy }
    let engine = try Scene(text: text).engine
    let ends = ["x", "w", "z"].flatMap { space in
      ["a", "b", "c"].map { End(space: space, pod: $0) }
    }
    var wrong: [String] = []
    for from in ends {
      for to in ends {
        for port in [80, 81] as [UInt16] {
          for transport in [.tcp, .udp, .sctp] as [TransportProtocol] {
            let decision = engine.decision(flow(from.name, to.name, port, transport))
            let expected = from == to || fixture.allows(from, to, port, transport)
            if decision.allowed != expected {
              wrong.append("\(from.name) → \(to.name):\(port)/\(transport) expected \(expected)")
            }
          }
        }
      }
    }
    #expect(wrong == [])
  }

  /// The examples of kubernetes.io/docs/concepts/services-networking/network-policies/.
  @Test(
    arguments: [
      ("172.17.2.1", "default/db", 6379, true), ("172.17.1.1", "default/db", 6379, false),
      ("my/any", "default/db", 6379, true), ("default/frontend", "default/db", 6379, true),
      ("default/other", "default/db", 6379, false), ("my/any", "default/db", 6380, false),
      ("other/frontend", "default/db", 6379, false), ("8.8.8.8", "default/db", 6379, false),
      ("default/db", "10.0.0.7", 5978, true), ("default/db", "10.0.0.7", 5979, false),
      ("default/db", "10.0.1.7", 5978, false), ("default/db", "my/any", 5978, false),
      ("default/multi", "10.0.0.7", 32000, true), ("default/multi", "10.0.0.7", 32768, true),
      ("default/multi", "10.0.0.7", 31999, false), ("default/multi", "10.0.0.7", 32769, false),
      ("default/multi", "10.1.0.7", 32000, false), ("my/any", "default/multi", 1, true),
      ("default/spaces", "front/p", 80, true), ("default/spaces", "back/p", 80, true),
      ("default/spaces", "my/any", 80, false), ("default/spaces", "1.1.1.1", 80, false),
    ] as [(String, String, Int, Bool)])
  func `agrees with the documentation`(from: String, to: String, port: Int, allowed: Bool) throws {
    let decision = try Scene(text: Self.documentation).decision(from, to, UInt16(port))
    #expect(decision.allowed == allowed)
  }

  static let documentation = """
    {apiVersion: v1, kind: Namespace, metadata: {name: my, labels: {project: myproject}}}
    ---
    {apiVersion: v1, kind: Namespace, metadata: {name: front, labels: {namespace: frontend}}}
    ---
    {apiVersion: v1, kind: Namespace, metadata: {name: back, labels: {namespace: backend}}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: db, labels: {role: db}}, status: {podIP: 10.9.0.1}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: frontend, labels: {role: frontend}}, status: {podIP: 10.9.0.2}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: other, labels: {role: other}}, status: {podIP: 10.9.0.3}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: multi, labels: {role: multi}}, status: {podIP: 10.9.0.4}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: spaces, labels: {role: spaces}}, status: {podIP: 10.9.0.5}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: any, namespace: my}, status: {podIP: 10.9.1.1}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: front}, status: {podIP: 10.9.1.2}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: back}, status: {podIP: 10.9.1.3}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: frontend, namespace: other, labels: {role: frontend}}, status: {podIP: 10.9.1.4}}
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: test-network-policy, namespace: default}
    spec:
      podSelector: {matchLabels: {role: db}}
      policyTypes: [Ingress, Egress]
      ingress:
      - from:
        - ipBlock:
            cidr: 172.17.0.0/16
            except: [172.17.1.0/24]
        - namespaceSelector: {matchLabels: {project: myproject}}
        - podSelector: {matchLabels: {role: frontend}}
        ports:
        - protocol: TCP
          port: 6379
      egress:
      - to:
        - ipBlock: {cidr: 10.0.0.0/24}
        ports:
        - protocol: TCP
          port: 5978
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: multi-port-egress, namespace: default}
    spec:
      podSelector: {matchLabels: {role: multi}}
      policyTypes: [Egress]
      egress:
      - to:
        - ipBlock: {cidr: 10.0.0.0/24}
        ports:
        - {protocol: TCP, port: 32000, endPort: 32768}
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: egress-namespaces, namespace: default}
    spec:
      podSelector: {matchLabels: {role: spaces}}
      policyTypes: [Egress]
      egress:
      - to:
        - namespaceSelector:
            matchExpressions:
            - {key: namespace, operator: In, values: [frontend, backend]}
    """
}
