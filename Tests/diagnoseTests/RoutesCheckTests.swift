import Documents
import Foundation
import Testing

/// `routes check` on recorded networks, whose faults the kernel confirmed.
@Suite struct RoutesCheckTests {
  @Test(arguments: [
    "no-route", "route-leaks-to-default-gateway", "on-link-route-without-gateway",
    "route-type-rejects", "policy-routing-captures", "overlapping-subnet", "gateway-unreachable",
    "route-to-wrong-node", "router-lacks-route", "routing-loop", "service-ip-routed-to-non-node",
    "ip-forward-disabled", "interface-forwarding-disabled", "reverse-path-filter",
    "netfilter-reverse-path-rule", "forward-policy-drop", "firewall-rule-blocks",
    "native-nftables-blocks", "asymmetric-return-path", "return-route-missing",
  ])
  func `finds what is wrong, and nothing in the healthy twin`(cause: String) throws {
    let broken = try check("Snapshots/\(cause)")
    #expect(broken.code == 1)
    #expect(broken.causes.contains(cause), "\(broken.causes)")
    let healthy = try check("Snapshots/\(cause)-healthy")
    #expect(healthy.causes.isEmpty, "\(healthy.causes)")
    #expect(healthy.code == 0)
  }

  private func check(_ sample: String) throws -> (code: Int32, causes: [String]) {
    let answer = try Tool.run(
      "routes", "check", "--snapshot", Tool.sample(sample), "--output", "json")
    let root = try Node(parsingJSON: answer.output)
    let findings = root["findings"]?.array ?? []
    return (answer.code, findings.compactMap { $0["id"]?.string })
  }

  @Test(arguments: [
    "--pods 10.42.0.1/24 --via 192.168.1.101", "--pods 10.42.0.0/24 --via fd00::1",
    "--pods ten --via 192.168.1.101", "--services 10.43.0.0/16=1 --via 192.168.1.101",
    "--pods 10.42.0.0/24 --via nowhere", "--family ipv5",
  ])
  func `bad input gives one sentence`(words: String) throws {
    let options = words.split(separator: " ").map(String.init)
    for command in ["check", "plan", "apply"] {
      let proof = command == "apply" ? ["--verify", "none"] : []
      let answer = try Tool.run(["routes", command] + options + proof, input: [])
      #expect(answer.code == 64 || answer.code == 65, "\(answer)")
      #expect(answer.output.isEmpty)
      #expect(answer.complaints.split(separator: "\n").count == 1, "\(answer.complaints)")
    }
  }

  @Test func `prints static routes for each kind of router`() throws {
    let answer = try Tool.run(
      "routes", "plan", "--snapshot", Tool.sample("Snapshots/asymmetric-return-path"),
      "--services", "10.43.0.0/16", "--on", "router", "--output", "json")
    #expect(answer.code == 0, "\(answer.complaints)")
    let root = try Node(parsingJSON: answer.output)
    let wanted = [
      "openwrt": "uci set network.diagnose_0.target='10.42.0.0/24'",
      "routeros":
        "/ip route add dst-address=10.42.0.0/24 gateway=192.168.1.101 comment=diagnose-routes",
      "vyos": "set protocols static route 10.42.0.0/24 next-hop 192.168.1.101",
      "frr": "ip route 10.42.0.0/24 192.168.1.101",
      "linux": "ip route add 10.42.0.0/24 via 192.168.1.101 dev eth0 proto 177",
    ]
    for (kind, command) in wanted {
      let commands = root["syntaxes"]?[kind]?["commands"]?.array?.compactMap(\.string) ?? []
      #expect(commands.contains(command), "\(kind): \(commands)")
      #expect(root["syntaxes"]?[kind]?["undo"]?.array?.isEmpty == false)
    }
  }
}
