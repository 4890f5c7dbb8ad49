import Addressing
import Cluster
import Documents
import Policies
import Testing

@Suite struct AdmittedSourcesTests {
  @Test func `lists ranges, namespaces and pods`() throws {
    let scene = try Scene(
      policy(
        """
        {podSelector: {matchLabels: {pod: a}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, \
        except: [10.128.0.0/9]}}, {namespaceSelector: {matchLabels: {ns: w}}}, \
        {podSelector: {matchLabels: {pod: b}}}], ports: [{port: 80}]}]}
        """), policy("{policyTypes: [Egress]}", name: "out", namespace: "z"))
    let pod = try #require(scene.engine.cluster.pod(ObjectName(namespace: "x", name: "a")))
    let all = scene.engine.admittedSources(of: pod)
    let web = try #require(all.first { $0.ports == [PortRange(80)] && $0.transport == .tcp })
    #expect(web.addresses.prefixes.map(\.description) == ["10.0.0.0/9"])
    // Pods of the model are 10.42.x.y: the block holds them all; z may not send.
    #expect(web.namespaces == ["w", "x"])
    #expect(web.deniedByEgress.count == 3)
    #expect(web.node == "node0")
    let rest = try #require(all.first { $0.ports.count == 2 })
    #expect(rest.ports == [PortRange(1, 79), PortRange(81, 65535)])
    #expect(rest.addresses.isEmpty && rest.namespaces.isEmpty && rest.pods.isEmpty)
    let open = try #require(scene.engine.cluster.pod(ObjectName(namespace: "w", name: "a")))
    #expect(
      scene.engine.admittedSources(of: open, transport: .tcp).map(\.ports) == [
        [PortRange(1, 65535)]
      ])
    #expect(scene.engine.admittedSources(of: open)[0].addresses == .everything)
  }

  @Test(arguments: 0..<30)
  func `is what single decisions say`(seed: UInt64) throws {
    var random = Seeded(seed &+ 77)
    var cluster = try ClusterObjects(parsing: Array(Scene.model.utf8))
    for number in 0..<(1 + random.below(4)) {
      try cluster.read(Array(RandomPoliciesTests.policy(&random, number: number).json.utf8))
    }
    let engine = PolicyEngine(cluster)
    for pod in cluster.pods.list.prefix(4) {
      for entry in engine.admittedSources(of: pod) {
        for range in entry.ports {
          for port in Set([range.first, range.last]) {
            for other in cluster.pods.list where other != pod {
              let decision = engine.decision(
                PolicyFlow(
                  from: .pod(other.objectName), to: .pod(pod.objectName), port: port,
                  transport: entry.transport))
              let listed =
                entry.namespaces.contains(other.metadata.namespace)
                || entry.pods.contains(other.objectName)
              #expect(decision.allowed == listed, "seed \(seed)")
            }
            for text in ["1.2.3.4", "192.168.1.10", "10.42.9.9", "fd00::1", "10.43.0.1"] {
              let address = try #require(IPAddress(parsing: text))
              let decision = engine.decision(
                PolicyFlow(
                  from: .address(address), to: .pod(pod.objectName), port: port,
                  transport: entry.transport))
              #expect(
                decision.allowed == entry.addresses.contains(address),
                "seed \(seed): \(text) → \(pod.objectName):\(port)")
            }
          }
        }
      }
    }
  }
}
