import Addressing
import Cluster
import Documents
import Policies
import Testing

/// Random policies, decided twice: by the engine, and by an evaluator that reads the specification
/// word by word off the manifests and shares nothing with it.
@Suite struct RandomPoliciesTests {
  @Test(arguments: 0..<60)
  func `agrees with a direct evaluator`(seed: UInt64) throws {
    var random = Seeded(seed)
    let manifests = (0..<random.below(5)).map { Self.policy(&random, number: $0) }
    var cluster = try ClusterObjects(parsing: Array(Scene.model.utf8))
    for manifest in manifests { try cluster.read(Array(manifest.json.utf8)) }
    #expect(cluster.problems == [])
    cluster.networkPolicies = .present(cluster.networkPolicies.list)
    let engine = PolicyEngine(cluster)
    let oracle = DirectEvaluator(policies: manifests, cluster: cluster)
    let ends =
      ["x", "w", "z"].flatMap { space in ["a", "b", "c"].map { "\(space)/\($0)" } }
      + ["1.2.3.4", "192.168.1.100", "192.168.1.10", "10.42.1.10", "fd00::1"]
    for _ in 0..<300 {
      let (from, to) = (random.pick(ends), random.pick(ends))
      let port = random.pick([80, 81, 82, 443] as [UInt16])
      let transport = random.pick([.tcp, .tcp, .udp, .sctp] as [TransportProtocol])
      let decision = engine.decision(flow(from, to, port, transport))
      #expect(engine.allows(flow(from, to, port, transport)) == decision.allowed)
      let expected = oracle.allows(from, to, Int(port), transport.description.uppercased())
      #expect(
        decision.allowed == expected,
        "\(from) → \(to):\(port)/\(transport)\n\(manifests.map(\.yaml).joined(separator: "---\n"))")
    }
  }

  static func policy(_ random: inout Seeded, number: Int) -> Node {
    var spec: [Node.Member] = [.init("podSelector", selector(&random, "pod", ["a", "b", "c"]))]
    if random.below(2) == 0 {
      spec.append(
        .init("policyTypes", random.pick([["Ingress"], ["Egress"], ["Ingress", "Egress"]])))
    }
    for (section, peers) in [("ingress", "from"), ("egress", "to")] where random.below(3) > 0 {
      let rules = (0..<random.below(3)).map { _ in rule(&random, peers) }
      spec.append(.init(section, Node(.array(rules))))
    }
    return [
      "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
      "metadata": [
        "name": Node(.string("p\(number)")), "namespace": random.pick(["x", "w", "z"]),
      ],
      "spec": Node(.object(spec)),
    ]
  }

  private static func rule(_ random: inout Seeded, _ peers: String) -> Node {
    var members: [Node.Member] = []
    if random.below(4) > 0 {
      let list = (0..<random.below(3)).map { _ in peer(&random) }
      members.append(.init(peers, Node(.array(list))))
    }
    if random.below(3) > 0 {
      let list = (0..<random.below(3)).map { _ in port(&random) }
      members.append(.init("ports", Node(.array(list))))
    }
    return Node(.object(members))
  }

  private static func peer(_ random: inout Seeded) -> Node {
    let pods = selector(&random, "pod", ["a", "b", "c"])
    let spaces = selector(&random, "ns", ["x", "w", "z"])
    switch random.below(5) {
    case 0: return ["podSelector": pods]
    case 1: return ["namespaceSelector": spaces]
    case 2: return ["namespaceSelector": spaces, "podSelector": pods]
    case _:
      let cidr: Node = random.pick([
        "10.42.0.0/16", "192.168.1.0/24", "0.0.0.0/0", "1.2.3.4/32", "::/0",
      ])
      guard random.below(2) == 0, cidr == "10.42.0.0/16" else { return ["ipBlock": ["cidr": cidr]] }
      return ["ipBlock": ["cidr": cidr, "except": ["10.42.1.0/24"]]]
    }
  }

  private static func port(_ random: inout Seeded) -> Node {
    var members: [Node.Member] = []
    if random.below(2) == 0 {
      members.append(.init("protocol", random.pick(["TCP", "UDP", "SCTP"])))
    }
    switch random.below(4) {
    case 0: break
    case 1: members.append(.init("port", random.pick([80, 81])))
    case 2: members.append(.init("port", random.pick(["serve-80-tcp", "serve-80-udp", "none"])))
    case _: members += [.init("port", 80), .init("endPort", random.pick([80, 81, 443]))]
    }
    return Node(.object(members))
  }

  private static func selector(_ random: inout Seeded, _ key: String, _ values: [String]) -> Node {
    let value = Node(.string(random.pick(values)))
    switch random.below(5) {
    case 0: return [:]
    case 1: return ["matchExpressions": [["key": Node(.string(key)), "operator": "Exists"]]]
    case 2: return ["matchExpressions": [["key": "other", "operator": "DoesNotExist"]]]
    case 3:
      return [
        "matchExpressions": [
          [
            "key": Node(.string(key)), "operator": random.pick(["In", "NotIn"]),
            "values": [value, Node(.string(random.pick(values)))],
          ]
        ]
      ]
    case _: return ["matchLabels": Node(.object([.init(key, value)]))]
    }
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Seeded {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ z >> 31) % UInt64(bound))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
