import Addressing
import Cluster
import Documents
import Policies
import Testing

/// AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy, from the text of their
/// types: tiers, priorities, Pass, and what each kind of peer holds.
@Suite struct ClusterPolicyTests {
  static func cnp(
    _ tier: String, _ priority: Int, _ spec: String, name: String = "c", subject: String? = nil
  ) -> String {
    """
    apiVersion: policy.networking.k8s.io/v1alpha2
    kind: ClusterNetworkPolicy
    metadata: {name: \(name)}
    spec:
      tier: \(tier)
      priority: \(priority)
      subject: \(subject ?? "{namespaces: {matchLabels: {ns: x}}}")
      \(spec)

    """
  }

  static let everyone = "from: [{namespaces: {}}]"

  @Test(
    arguments: [
      // admin decides before NetworkPolicies
      ([cnp("Admin", 1, "ingress: [{action: Deny, \(everyone)}]")], "w/a", "x/a", 80, "denied"),
      (
        [cnp("Admin", 1, "ingress: [{action: Accept, \(everyone)}]"), policy("{}")], "w/a", "x/a",
        80, "allowed"
      ),
      (
        [
          cnp("Admin", 1, "ingress: [{action: Pass, \(everyone)}, {action: Accept, \(everyone)}]"),
          policy("{}"),
        ],
        "w/a", "x/a", 80, "denied"
      ),
      (
        [cnp("Admin", 1, "ingress: [{action: Pass, \(everyone)}, {action: Deny, \(everyone)}]")],
        "w/a", "x/a", 80, "allowed"
      ),
      // the lower number first, whatever the order of the documents
      (
        [
          cnp("Admin", 10, "ingress: [{action: Deny, \(everyone)}]", name: "late"),
          cnp("Admin", 2, "ingress: [{action: Accept, \(everyone)}]", name: "early"),
        ], "w/a", "x/a", 80, "allowed"
      ),
      (
        [
          cnp("Admin", 5, "ingress: [{action: Deny, \(everyone)}]", name: "one"),
          cnp("Admin", 5, "ingress: [{action: Accept, \(everyone)}]", name: "two"),
        ], "w/a", "x/a", 80, "undecided"
      ),
      (
        [
          cnp("Admin", 5, "ingress: [{action: Deny, \(everyone)}]", name: "one"),
          cnp("Admin", 5, "ingress: [{action: Deny, \(everyone)}]", name: "two"),
        ], "w/a", "x/a", 80, "denied"
      ),
      // baseline decides only where no NetworkPolicy isolates the pod
      ([cnp("Baseline", 1, "ingress: [{action: Deny, \(everyone)}]")], "w/a", "x/a", 80, "denied"),
      (
        [cnp("Baseline", 1, "ingress: [{action: Deny, \(everyone)}]"), policy("{ingress: [{}]}")],
        "w/a", "x/a", 80, "allowed"
      ),
      (
        [cnp("Baseline", 1, "ingress: [{action: Accept, \(everyone)}]"), policy("{}")], "w/a",
        "x/a", 80, "denied"
      ),
      // what is not chosen, and addresses outside, are not met
      ([cnp("Admin", 1, "ingress: [{action: Deny, \(everyone)}]")], "x/a", "w/a", 80, "allowed"),
      (
        [cnp("Admin", 1, "ingress: [{action: Deny, \(everyone)}]")], "1.1.1.1", "x/a", 80, "allowed"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "ingress: [{action: Deny, from: [{pods: {namespaceSelector: {matchLabels: {ns: w}}, podSelector: {matchLabels: {pod: b}}}}]}]"
          )
        ],
        "w/b", "x/a", 80, "denied"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "ingress: [{action: Deny, from: [{pods: {namespaceSelector: {matchLabels: {ns: w}}, podSelector: {matchLabels: {pod: b}}}}]}]"
          )
        ],
        "z/b", "x/a", 80, "allowed"
      ),
      (
        [
          cnp(
            "Admin", 1, "ingress: [{action: Deny, \(everyone)}]",
            subject: "{pods: {namespaceSelector: {}, podSelector: {matchLabels: {pod: b}}}}")
        ],
        "w/a", "z/b", 80, "denied"
      ),
      // protocols
      (
        [
          cnp(
            "Admin", 1,
            "ingress: [{action: Deny, \(everyone), protocols: [{tcp: {destinationPort: {number: 80}}}]}]"
          )
        ],
        "w/a", "x/a", 80, "denied"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "ingress: [{action: Deny, \(everyone), protocols: [{tcp: {destinationPort: {number: 80}}}]}]"
          )
        ],
        "w/a", "x/a", 81, "allowed"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "ingress: [{action: Deny, \(everyone), protocols: [{tcp: {destinationPort: {range: {start: 70, end: 80}}}}]}]"
          )
        ],
        "w/a", "x/a", 80, "denied"
      ),
      (
        [cnp("Admin", 1, "ingress: [{action: Deny, \(everyone), protocols: [{udp: {}}]}]")],
        "w/a", "x/a", 80, "allowed"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "ingress: [{action: Deny, \(everyone), protocols: [{destinationNamedPort: serve-81-tcp}]}]"
          )
        ],
        "w/a", "x/a", 81, "denied"
      ),
      // egress peers
      (
        [cnp("Admin", 1, "egress: [{action: Deny, to: [{networks: [10.42.0.0/16]}]}]")], "x/a",
        "w/a", 80, "denied"
      ),
      (
        [cnp("Admin", 1, "egress: [{action: Deny, to: [{nodes: {}}]}]")], "x/a", "192.168.1.101",
        80, "denied"
      ),
      (
        [cnp("Admin", 1, "egress: [{action: Deny, to: [{nodes: {matchLabels: {a: b}}}]}]")], "x/a",
        "192.168.1.101", 80, "allowed"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "egress: [{action: Accept, to: [{domainNames: [\"*.example.org\"]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]"
          )
        ],
        "x/a", "1.1.1.1", 80, "undecided"
      ),
      (
        [
          cnp(
            "Admin", 1,
            "egress: [{action: Accept, to: [{domainNames: [\"*.example.org\"]}]}, {action: Deny, to: [{networks: [10.0.0.0/8]}]}]"
          )
        ],
        "x/a", "1.1.1.1", 80, "allowed"
      ),
      // an unknown peer fails closed
      (
        [cnp("Admin", 1, "ingress: [{action: Deny, from: [{moon: {}}]}]")], "w/a", "x/a", 80,
        "denied"
      ),
      (
        [cnp("Admin", 1, "ingress: [{action: Pass, from: [{moon: {}}]}]")], "w/a", "x/a", 80,
        "denied"
      ),
      (
        [cnp("Admin", 1, "ingress: [{action: Accept, from: [{moon: {}}]}]"), policy("{}")], "w/a",
        "x/a", 80, "denied"
      ),
      (
        [cnp("Admin", 1, "ingress: [{action: Accept, from: [{moon: {}}]}]")], "w/a", "x/a", 80,
        "allowed"
      ),
      // what no policy can stop
      ([cnp("Admin", 1, "ingress: [{action: Deny, \(everyone)}]")], "x/a", "x/a", 80, "allowed"),
    ] as [([String], String, String, Int, String)])
  func `decides by tier, priority and order`(
    policies: [String], from: String, to: String, port: Int, verdict: String
  ) throws {
    let text = ([Scene.model] + policies).joined(separator: "\n---\n")
    #expect(try Scene(text: text).decision(from, to, UInt16(port)).verdict.rawValue == verdict)
  }

  @Test func `reads the kinds of v1alpha1`() throws {
    let admin = """
      apiVersion: policy.networking.k8s.io/v1alpha1
      kind: AdminNetworkPolicy
      metadata: {name: admin}
      spec:
        priority: 7
        subject: {namespaces: {matchLabels: {ns: x}}}
        ingress:
        - {name: web, action: Allow, from: [{namespaces: {matchLabels: {ns: w}}}], ports: [{portNumber: {protocol: TCP, port: 80}}]}
        - {action: Deny, from: [{namespaces: {namespaceSelector: {}}}], ports: [{portRange: {protocol: TCP, start: 80, end: 90}}, {namedPort: serve-80-udp}]}
        egress:
        - {action: Pass, to: [{pods: {namespaces: {sameLabels: [ns]}, podSelector: {}}}]}
        - {action: Deny, to: [{namespaces: {notSameLabels: [ns]}}]}

      """
    let baseline = """
      apiVersion: policy.networking.k8s.io/v1alpha1
      kind: BaselineAdminNetworkPolicy
      metadata: {name: default}
      spec:
        subject: {pods: {namespaceSelector: {matchLabels: {ns: z}}, podSelector: {}}}
        ingress: [{action: Deny, from: [{namespaces: {}}]}]

      """
    let scene = try Scene(admin, baseline)
    guard case .ruled(_, [], let rule, true) = scene.decision("w/a", "x/a", 80).ingress else {
      Issue.record("the first rule of the policy should accept")
      return
    }
    #expect(rule.description == "AdminNetworkPolicy admin ingress[0].from[0]")
    #expect(rule.name == "web" && rule.priority == 7 && rule.tier == .admin)
    let verdicts = [
      ("w/a", "x/a", 81), ("z/a", "x/a", 80), ("w/a", "x/a", 91), ("x/b", "x/a", 91),
      ("x/a", "w/a", 80), ("x/a", "x/b", 91), ("w/a", "z/a", 80),
    ].map { scene.decision($0.0, $0.1, UInt16($0.2)).verdict }
    #expect(verdicts == [.denied, .denied, .allowed, .allowed, .denied, .allowed, .denied])
    #expect(scene.decision("w/a", "x/a", 80, .udp).verdict == .denied)
  }

  /// Random tiers, decided twice: by the engine and rule by rule off the manifests.
  @Test(arguments: 0..<40)
  func `agrees with a direct evaluator`(seed: UInt64) throws {
    var random = Seeded(seed &+ 1000)
    let policies = (0..<(1 + random.below(4))).map { Self.random(&random, $0) }
    let inner = random.below(2) == 0 ? policy("{ingress: [{ports: [{port: 80}]}]}") : ""
    let text = ([Scene.model] + policies.map(\.yaml) + [inner]).joined(separator: "\n---\n")
    let scene = try Scene(text: text)
    for from in ["x/a", "w/b", "z/c", "1.1.1.1"] {
      for to in ["x/a", "x/b", "w/a", "z/b"] where from != to {
        for port in [80, 81] {
          let expected = Self.allows(policies, !inner.isEmpty, from, to, port)
          #expect(
            scene.decision(from, to, UInt16(port)).allowed == expected,
            "seed \(seed): \(from) → \(to):\(port)\n\(text)")
        }
      }
    }
  }

  private static func random(_ random: inout Seeded, _ number: Int) -> Node {
    let rules = (0..<random.below(4)).map { _ -> Node in
      var members: [Node.Member] = [
        .init("action", random.pick(["Accept", "Deny", "Pass"])),
        .init(
          "from",
          [
            [
              "namespaces": random.pick([
                [:], ["matchLabels": ["ns": random.pick(["x", "w", "z"])]],
              ])
            ]
          ]),
      ]
      if random.below(2) == 0 {
        members.append(
          .init("protocols", [["tcp": ["destinationPort": ["number": random.pick([80, 81])]]]]))
      }
      return Node(.object(members))
    }
    return [
      "apiVersion": "policy.networking.k8s.io/v1alpha2", "kind": "ClusterNetworkPolicy",
      "metadata": ["name": Node(.string("p\(number)"))],
      "spec": [
        "tier": random.pick(["Admin", "Baseline"]), "priority": Node(integerLiteral: 100 - number),
        "subject": ["namespaces": ["matchLabels": ["ns": random.pick(["x", "w"])]]],
        "ingress": Node(.array(rules)),
      ],
    ]
  }

  /// First match of each tier in the order of the priorities, which go down with the position.
  private static func allows(
    _ policies: [Node], _ isolatesX: Bool, _ from: String, _ to: String, _ port: Int
  ) -> Bool {
    func action(_ tier: String) -> String? {
      for policy in policies.reversed() where policy["spec"]?["tier"]?.string == tier {
        let subject = policy["spec"]?["subject"]?["namespaces"]?["matchLabels"]?["ns"]?.string ?? ""
        guard to.hasPrefix("\(subject)/") else { continue }
        for rule in policy["spec"]?["ingress"]?.array ?? [] {
          let space = rule["from"]?.array?.first?["namespaces"]?["matchLabels"]?["ns"]?.string
          let isPod = from.contains("/")
          guard isPod, space.map({ from.hasPrefix("\($0)/") }) ?? true else { continue }
          let number = rule["protocols"]?.array?.first?["tcp"]?["destinationPort"]?["number"]?.int
          guard number.map({ $0 == port }) ?? true else { continue }
          return rule["action"]?.string
        }
      }
      return nil
    }
    switch action("Admin") {
    case "Accept": return true
    case "Deny": return false
    case _: break
    }
    if isolatesX, to.hasPrefix("x/") { return port == 80 }
    return action("Baseline") != "Deny"
  }
}
