import Addressing
import Cluster
import Documents
import Policies
import Testing

/// Audits of random policies, held against the evaluator that shares nothing with the engine, and the
/// index of an engine that was changed policy by policy against one that was made at once.
@Suite struct AuditAgreementTests {
  @Test(arguments: 100..<130)
  func `an audit blocks what the evaluator denies, and its remedy opens it`(seed: UInt64) throws {
    var random = Seeded(seed)
    let manifests = (0..<6).map { RandomPoliciesTests.policy(&random, number: $0) }
    var cluster = try ClusterObjects(parsing: Array(Scene.model.utf8))
    for manifest in manifests { try cluster.read(Array(manifest.json.utf8)) }
    let oracle = DirectEvaluator(policies: manifests, cluster: cluster)
    let pods = ["x", "w", "z"].flatMap { space in ["a", "b", "c"].map { (space, $0) } }
    let ends = pods.map { TargetEndpoint(.pod(.init(namespace: $0.0, name: $0.1)), port: 80) }
    let target = ScrapeTarget(name: "all", namespace: "", origins: [.metricsPort], endpoints: ends)
    let sources = ["1.2.3.4", "192.168.1.100", "10.42.0.10", "x/a"]
    let audit = Audit(
      [target], of: cluster, from: sources.map { end($0) })
    try #require(audit.rows.count == sources.count)
    for (source, row) in zip(sources, audit.rows) {
      let denied = pods.map { "\($0.0)/\($0.1)" }.filter { !oracle.allows(source, $0, 80, "TCP") }
      #expect(row.blocked.map { "\($0.endpoint.end)" } == denied, "from \(source), seed \(seed)")
    }
    guard let remedy = audit.remedy(.patch) else { return }
    #expect(remedy.audit.blockedRows.isEmpty, "seed \(seed)\n\(remedy.manifest)")
    try hold(remedy, against: cluster)
  }

  /// The manifests of a remedy, read anew, make a cluster in which nothing is blocked.
  private func hold(_ remedy: AuditRemedy, against cluster: ClusterObjects) throws {
    var changed = try ClusterObjects(parsing: Array(Scene.model.utf8))
    let written = try ClusterObjects(parsing: Array(remedy.manifest.utf8)).networkPolicies.list
    let names = Set(written.map(\.objectName))
    changed.networkPolicies = .present(
      cluster.networkPolicies.list.filter { !names.contains($0.objectName) } + written)
    let target = remedy.audit.rows.first?.target
    let again = Audit([try #require(target)], of: changed, from: remedy.audit.sources)
    #expect(again.blockedRows.isEmpty, "\(remedy.manifest)")
  }
}
