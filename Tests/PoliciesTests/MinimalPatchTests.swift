import Addressing
import Cluster
import Policies
import Testing

@Suite struct MinimalPatchTests {
  @Test(arguments: [
    ("{}", "1.2.3.4", MinimalPatch.Change.ruleAdded(rule: 0)),
    ("{ingress: [{ports: [{port: 81}]}]}", "1.2.3.4", .ruleAdded(rule: 1)),
    ("{ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}", "w/a", .peerAdded(rule: 0)),
    (
      "{ingress: [{from: [{podSelector: {}}], ports: [{port: serve-80-tcp}]}]}", "w/a",
      .peerAdded(rule: 0)
    ),
    // Wider rules are left alone: what they carry beside the port is not asked for.
    ("{ingress: [{from: [{podSelector: {}}]}]}", "w/a", .ruleAdded(rule: 1)),
    (
      "{ingress: [{from: [{podSelector: {}}], ports: [{port: 80}, {port: 81}]}]}", "w/a",
      .ruleAdded(rule: 1)
    ),
    (
      "{ingress: [{from: [{podSelector: {}}], ports: [{port: 1, endPort: 90}]}]}", "fd00::1",
      .ruleAdded(rule: 1)
    ),
  ])
  func `admits the flow, and neither another port nor another source`(
    spec: String, from: String, change: MinimalPatch.Change
  ) throws {
    let scene = try Scene(policy(spec))
    let patches = scene.engine.minimalPatches(for: flow(from, "x/a", 80))
    #expect(patches.map(\.change) == [change, .policyAdded])
    for patch in patches {
      let after = Scene(try reread(patch, in: scene))
      #expect(after.decision(from, "x/a", 80).allowed)
      for (other, port) in [("9.9.9.9", 80), ("z/b", 80), (from, 443)] as [(String, UInt16)] {
        #expect(
          after.decision(other, "x/a", port).allowed == scene.decision(other, "x/a", port).allowed)
      }
      #expect(
        after.decision("z/b", "x/b", 80).allowed == scene.decision("z/b", "x/b", 80).allowed)
    }
  }

  @Test func `opens both directions where both deny`() throws {
    let scene = try Scene(
      policy("{}"), policy("{policyTypes: [Egress]}", name: "out", namespace: "w"))
    let asked = flow("w/a", "x/a", 80)
    let patches = scene.engine.minimalPatches(for: asked)
    #expect(patches.map(\.direction) == [.ingress, .ingress, .egress, .egress])
    let cluster = patches[2].applied(to: patches[0].applied(to: scene.engine.cluster))
    #expect(PolicyEngine(cluster).decision(asked).allowed)
    #expect(scene.engine.minimalPatches(for: flow("z/a", "w/a", 80)).isEmpty)
  }

  @Test func `names a new policy so that it replaces none`() throws {
    let scene = try Scene(policy("{}"), policy("{}", name: "allow-from-1-2-3-4-port-80"))
    let patch = scene.engine.minimalPatches(for: flow("1.2.3.4", "x/a", 80)).last
    #expect(patch?.policy.metadata.name == "allow-from-1-2-3-4-port-80-2")
  }

  /// The cluster with the patch made from its manifest, read again.
  private func reread(_ patch: MinimalPatch, in scene: Scene) throws -> ClusterObjects {
    let read = try ClusterObjects(parsing: Array(patch.manifest.utf8))
    let policy = try #require(read.networkPolicies.list.first)
    #expect(read.problems == [])
    var copy = patch
    copy.policy = policy
    return copy.applied(to: scene.engine.cluster)
  }
}
