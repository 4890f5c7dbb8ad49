import Addressing
import Cluster
import Policies
import Testing

@Suite struct RefusalTests {
  static let lan = IPAddress(parsing: "192.168.1.10") ?? .zero(.ipv4)
  static func prefix(_ text: String) -> IPPrefix {
    IPPrefix(parsing: text) ?? IPPrefix(everyAddressOf: .ipv4)
  }

  @Test(arguments: [
    (
      "{ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 80}]}]}", "192.168.1.10",
      MissingCondition.peer(.selectsPodsOnly(lan))
    ),
    (
      "{ingress: [{from: [{ipBlock: {cidr: 192.168.2.0/24}}]}]}", "192.168.1.10",
      .peer(.outsideCIDR(prefix("192.168.2.0/24"), lan))
    ),
    (
      "{ingress: [{from: [{ipBlock: {cidr: 192.168.0.0/16, except: [192.168.1.0/24]}}]}]}",
      "192.168.1.10", .peer(.excepted(prefix("192.168.1.0/24"), lan))
    ),
    (
      "{ingress: [{from: [{ipBlock: {cidr: \"fd00::/8\"}}]}]}", "192.168.1.10",
      .peer(.otherFamily(prefix("fd00::/8"), lan))
    ),
    (
      "{ingress: [{from: [{podSelector: {}}]}]}", "w/a",
      .peer(.otherNamespace(policy: "x", pod: "w"))
    ),
    (
      "{ingress: [{from: [{podSelector: {matchLabels: {pod: b}}}]}]}", "x/c",
      .peer(
        .podLabels(
          LabelSelector(matchLabels: ["pod": "b"]), pod: ObjectName(namespace: "x", name: "c")))
    ),
    (
      "{ingress: [{from: [{namespaceSelector: {matchLabels: {ns: z}}, podSelector: {}}]}]}", "w/a",
      .peer(.namespaceLabels(LabelSelector(matchLabels: ["ns": "z"]), namespace: "w"))
    ),
    ("{ingress: [{ports: [{port: 81}]}]}", "w/a", .port(.number(wanted: 81, 80))),
    (
      "{ingress: [{ports: [{port: 81, endPort: 90}]}]}", "w/a", .port(.range(PortRange(81, 90), 80))
    ),
    (
      "{ingress: [{ports: [{port: 80, protocol: UDP}]}]}", "w/a",
      .port(.transport(wanted: .udp, .tcp))
    ),
    (
      "{ingress: [{ports: [{port: serve-81-tcp}]}]}", "w/a",
      .port(.namedPort("serve-81-tcp", declared: [81], 80))
    ),
    (
      "{ingress: [{ports: [{port: nope}]}]}", "w/a",
      .port(.nameNotDeclared("nope", pod: ObjectName(namespace: "x", name: "a")))
    ),
  ])
  func `names the one condition that is missing`(
    spec: String, from: String, missing: MissingCondition
  ) throws {
    let decision = try Scene(policy(spec)).decision(from, "x/a", 80)
    #expect(decision.ingress.refusals.map(\.onlyMissing) == [missing])
  }

  @Test func `names no single condition where two are missing`() throws {
    let scene = try Scene(
      policy("{ingress: [{from: [{podSelector: {}}], ports: [{port: 81}]}]}"))
    let refusals = scene.decision("w/a", "x/a", 80).ingress.refusals
    #expect(refusals.count == 1)
    #expect(refusals.first?.onlyMissing == nil)
    #expect(
      refusals.first?.description
        == "x/p ingress[0]: from[0]: it chooses pods of namespace x only, and the pod is in w; "
        + "ports[0]: it is port 81, not 80")
  }

  @Test func `says that a policy without rules denies everything`() throws {
    let refusals = try Scene(policy("{}")).decision("w/a", "x/a", 80).ingress.refusals
    #expect(
      refusals == [.noRules(policy: ObjectName(namespace: "x", name: "p"), direction: .ingress)])
    #expect(refusals.first?.description == "x/p has no ingress rule and so denies everything")
  }
}
