import Documents
import Foundation
import Testing

@testable import Collecting

/// Every network of `Probes/Scenarios`, probed by nobody from its scraper, without any capability.
@Suite(.enabled(if: geteuid() == 0, "building networks needs root: run the tests as root"))
struct ScenarioTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What `Probes/observe` printed, a line for each of `states`; all scenarios without any.
  private func observe(_ states: [String]) throws -> [Node] {
    let tool = Self.root.appendingPathComponent(".build/debug/diagnose").path
    try #require(
      FileManager.default.isExecutableFile(atPath: tool), "build it first: swift build")
    let child = try ChildProcess.run(
      ["env", "JOBS=8", Self.root.appendingPathComponent("Probes/observe").path, tool] + states,
      seconds: 900)
    try #require(child.status == 0, "\(child.errors)")
    return try child.output.split(separator: UInt8(ascii: "\n")).map {
      try Node(parsingJSON: Array($0))
    }
  }

  /// What happens in each scenario, told from its README: the sign, and the place.
  private static let happening: [String: String] = [
    "asymmetric-return-path": "silence translated",
    "bridge-netfilter-setting": "silence translated",
    "conntrack-invalid-drop": "silence start",
    "docker-direct-routing-blocked": "silence start",
    "duplicate-ip-or-stale-arp": "silence translated",
    "early-hook-drops": "silence start",
    "external-traffic-policy-local": "silence start",
    "firewall-rule-blocks": "icmp-prohibited hop",
    "forward-policy-drop": "silence hop",
    "gateway-unreachable": "neighbour-here here",
    "headless-service": "answered target",
    "host-port-not-programmed": "reset target",
    "interface-forwarding-disabled": "silence start",
    "internal-traffic-policy-local": "silence hop",
    "ip-forward-disabled": "silence start",
    "kube-proxy-stale": "icmp-neighbour translated",
    "listen-backlog-full": "silence translated",
    "listening-on-loopback-only": "reset translated",
    "listening-on-other-family": "reset target",
    "load-balancer-hides-source": "answered target",
    "load-balancer-source-ranges": "silence hop",
    "local-node-bypass-hides-fault": "answered target",
    "mixed-iptables-backends": "silence translated",
    "named-target-port-missing": "icmp-port hop",
    "native-nftables-blocks": "icmp-prohibited hop",
    "netfilter-reverse-path-rule": "silence start",
    "networkpolicy-bypassed-by-rule-order": "answered target",
    "networkpolicy-default-deny-installed": "icmp-port translated",
    "networkpolicy-denies-source": "icmp-port translated",
    "networkpolicy-drops-source": "silence hop",
    // From a pod to a pod of the same bridge nothing counts the TTL down.
    "networkpolicy-egress-blocks-scraper": "icmp-port unknown",
    "networkpolicy-named-port-missing": "icmp-port translated",
    "networkpolicy-names-service-port": "icmp-port translated",
    "networkpolicy-not-enforced": "answered target",
    "networkpolicy-other-family": "icmp-port hop",
    "networkpolicy-out-of-sync": "icmp-port translated",
    "networkpolicy-sees-translated-source": "icmp-port translated",
    "networkpolicy-selector-and-or": "icmp-port unknown",
    "networkpolicy-selector-excludes-external": "icmp-port translated",
    "no-route": "no-route-here here",
    "no-such-pod": "icmp-neighbour hop",
    "no-such-service": "silence start",
    "node-port-not-allocated": "reset target",
    "not-listening": "reset translated",
    "on-link-route-without-gateway": "neighbour-here here",
    "one-endpoint-dead": "icmp-neighbour translated",
    "other-policy-kinds": "silence hop",
    "overlapping-subnet": "neighbour-here here",
    "policy-routing-captures": "unreachable-here here",
    "return-route-missing": "silence hop",
    "reused-pod-ip-chain": "icmp-port hop",
    "reverse-path-filter": "silence hop",
    "route-leaks-to-default-gateway": "silence hop",
    "route-to-wrong-node": "icmp-network hop",
    "route-type-rejects": "blackhole-here here",
    "router-lacks-route": "icmp-network hop",
    "routing-loop": "loop hop",
    "service-hides-replicas": "answered target",
    "service-ip-routed-to-non-node": "icmp-network hop",
    "service-no-endpoints": "icmp-port hop",
    "service-port-not-exposed": "icmp-network hop",
    "service-selector-mismatch": "icmp-port hop",
    "source-masqueraded-before-policy": "answered target",
    "stale-policy-chains": "icmp-port translated",
    "target-port-not-listening": "reset translated",
    "untracked-by-raw-table": "icmp-network hop",
  ]

  @Test func `lists the true cause of every scenario and tells what happened where`() throws {
    let lines = try observe([])
    #expect(Set(lines.compactMap { $0["state"]?.string }) == Set(Self.happening.keys))
    for line in lines { judge(line) }
  }

  private func judge(_ line: Node) {
    let state = line["state"]?.string ?? "?"
    let answer = line["answer"]
    let finding = answer?["finding"]
    let seen = "\(finding?["sign"]?.string ?? "?") \(finding?["place"]?.string ?? "?")"
    #expect(seen == Self.happening[state], "\(state)")
    let listed = ["candidates", "notExcluded"].flatMap { key in
      (answer?[key]?.array ?? []).compactMap { $0["id"]?.string }
    }
    let wanted = (line["causes"]?.array ?? []).compactMap(\.string)
    #expect(Set(wanted).isSubset(of: listed), "\(state): \(line["complaint"]?.string ?? "")")
    let sees = finding?["clientSees"]?.string
    let errno = ["TIMEOUT": "timeout", "OK": "connected"]
    let expected = line["clientSees"]?.string
    #expect(sees == expected.map { errno[$0] ?? $0 }, "\(state)")
    let commands = (answer?["candidates"]?.array ?? []).map { $0["decidedBy"]?.string ?? "" }
    #expect(commands.allSatisfy { !$0.isEmpty && !$0.contains("NODE") }, "\(state)")
  }

  @Test func `has nothing against healthy twins`() throws {
    let twins = [
      "networkpolicy-denies-source-healthy", "no-route-healthy",
      "listening-on-other-family-healthy",
      "asymmetric-return-path-healthy", "reverse-path-filter-healthy",
    ]
    for line in try observe(twins) {
      #expect(line["status"]?.int == 0, "\(line["state"]?.string ?? "?")")
      #expect(line["answer"]?["candidates"]?.array?.isEmpty == true)
    }
  }
}
