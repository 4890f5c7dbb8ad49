import Cluster
import Firewall
import Snapshots
import Testing

@Suite struct RuleNamesFromRulesTests {
  @Test(arguments: ["argocd-refused", "etl-local"])
  func `names every chain of Kubernetes from the rules alone`(name: String) throws {
    let snapshot = try SnapshotFolder("\(samples)/\(name)").load()
    let node = try #require(snapshot[host: "node1"])
    var names = RuleNames(ClusterObjects())
    names.learn(from: node)
    var unknown: [String] = []
    var known = 0
    for table in node.legacy.ipv4.value?.tables ?? [] {
      for chain in table.chains where chain.name.hasPrefix("KUBE-") && !chain.rules.isEmpty {
        if names[chain.name] == nil { unknown.append(chain.name) } else { known += 1 }
      }
    }
    #expect(unknown == [])
    #expect(known > 20)
  }

  @Test func `agrees with the hashes where both know a name`() throws {
    let snapshot = try SnapshotFolder("\(samples)/argocd-refused").load()
    let node = try #require(snapshot[host: "node1"])
    let byHash = RuleNames(snapshot.cluster)
    var byRule = RuleNames(ClusterObjects())
    byRule.learn(from: node)
    var compared = 0
    for table in node.legacy.ipv4.value?.tables ?? [] {
      for chain in table.chains {
        guard let left = byHash[chain.name], let right = byRule[chain.name] else { continue }
        compared += 1
        switch (left, right) {
        case (.endpoint(let port, let endpoint, _), .endpoint(let other, let same, _)):
          #expect(port == other && endpoint == same)
        case (_, _): #expect(left == right)
        }
      }
    }
    #expect(compared > 20)
  }
}
