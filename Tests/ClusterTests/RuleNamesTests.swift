import Addressing
import Cluster
import Foundation
import Testing

/// The names that kube-proxy 1.20 and kube-router 1.2 really wrote.
@Suite struct RuleNamesTests {
  @Test(arguments: [("argocd-refused", "node1"), ("etl-local", "node1"), ("etl-local", "node2")])
  func `knows every chain and set of a recorded node`(name: String, node: String) throws {
    var names = RuleNames(try Recording.cluster(name))
    let rules = try Recording.text("\(name)/hosts/\(node)/iptables-save.legacy.txt")
    for line in rules.split(separator: "\n") { names.learn(line: line) }
    let sets = try Recording.text("\(name)/hosts/\(node)/ipset-save.txt")
    let all =
      rules.split(separator: "\n").filter { $0.hasPrefix(":KUBE") }.map { $0.dropFirst() }
      + sets.split(separator: "\n").filter { $0.hasPrefix("create ") }.map { $0.dropFirst(7) }
    let unknown = all.map { String($0.prefix { $0 != " " }) }.filter { names[$0] == nil }
    #expect(all.count > 10)
    #expect(unknown == [])
  }

  @Test func `finds Services, endpoints and peers by hash alone`() throws {
    let names = RuleNames(try Recording.cluster("argocd-refused"))
    let policy = ObjectName(
      namespace: "argocd", name: "argocd-application-controller-network-policy")
    #expect(names["KUBE-DST-DM6ZQPCTKCXEROGZ"] == .policySubjects(policy, .ingress))
    #expect(names["KUBE-SRC-DRBIHPAD4OLOF546"] == .policyPeers(policy, .ingress, rule: 0, .pods))
    #expect(names["KUBE-POD-FW-LTGFGLASFJLWRKEE"] == nil)
    let promtest = ServicePortName(ObjectName(namespace: "default", name: "promtest"))
    #expect(names["KUBE-SVC-WNEOCOHBYSY7JZ6X"] == .service(.service, promtest))
    #expect(
      names["KUBE-SEP-6X4JLP6UH2WEWSFB"]
        == .endpoint(
          promtest, try Endpoint(parsing: "10.42.1.40:80"),
          pod: ObjectName(namespace: "default", name: "promtest-75bb4b97df-l244k")))
  }

  @Test func `finds every Service's chain without the comments that name it`() throws {
    let names = RuleNames(try Recording.cluster("argocd-refused"))
    let rules = try Recording.text("argocd-refused/hosts/node1/iptables-save.legacy.txt")
    for line in rules.split(separator: "\n") where line.hasPrefix(":KUBE-S") {
      #expect(names[String(line.dropFirst().prefix { $0 != " " })] != nil, "\(line)")
    }
  }

  @Test(arguments: [
    ("run through nw policy x", RuleComment.policyOfPod("x")),
    (
      "rule to jump traffic destined to POD name:p namespace: ns to chain KUBE-POD-FW-A",
      .pod(ObjectName(namespace: "ns", name: "p"))
    ),
    (
      "rule to ACCEPT traffic from all sources to dest pods selected by policy name: p namespace ns",
      .policy(ObjectName(namespace: "ns", name: "p"))
    ),
    ("ns/p reject", .pod(ObjectName(namespace: "ns", name: "p"))),
    ("ns/p ingress cidr np", .policy(ObjectName(namespace: "ns", name: "p"))),
    (
      "ns/s:http -> 10.0.0.1:80",
      .servicePort(ServicePortName(ObjectName(namespace: "ns", name: "s"), port: "http"))
    ),
    ("ns/s", .servicePort(ServicePortName(ObjectName(namespace: "ns", name: "s")))),
    (
      "ns/s:http has no endpoints",
      .servicePort(ServicePortName(ObjectName(namespace: "ns", name: "s"), port: "http"))
    ),
    ("kubernetes service portals", nil), ("", nil), ("run through nw policy", nil),
    ("rule to jump traffic destined to POD name:p namespace:", nil),
  ])
  func `reads what a comment says`(comment: String, meaning: RuleComment?) {
    #expect(RuleComment(parsing: comment) == meaning)
  }

  @Test func `learns a policy from the jump of a pod's chain, in either order`() {
    var names = RuleNames(ClusterObjects())
    names.learn(
      chain: "KUBE-POD-FW-A", comment: "run through nw policy web", jump: "KUBE-NWPLCY-B")
    #expect(names["KUBE-NWPLCY-B"] == nil)
    names.learn(
      chain: "KUBE-ROUTER-FORWARD",
      comment: "rule to jump traffic destined to POD name:p namespace: ns to chain KUBE-POD-FW-A",
      jump: "KUBE-POD-FW-A")
    #expect(names["KUBE-NWPLCY-B"] == .policy(ObjectName(namespace: "ns", name: "web")))
  }
}

extension RuleNames {
  /// Learns from a line of iptables-save, read as far as this test needs.
  fileprivate mutating func learn(line: Substring) {
    guard let at = line.range(of: "-A ") else { return }
    let words = line[at.upperBound...].split(separator: " ").map(String.init)
    let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
    let jump = words.firstIndex(of: "-j").map { words[$0 + 1] }
    learn(chain: words[0], comment: quoted.count > 2 ? String(quoted[1]) : nil, jump: jump)
  }
}
