import Addressing
import Cluster
import Firewall
import Simulation
import Snapshots

/// The Service's load balancer admits other sources only.
enum LoadBalancerSourceRanges: CauseExaminer {
  static let id = CauseID.loadBalancerSourceRanges

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service, let source = scene.source,
      !service.loadBalancerSourceRanges.isEmpty,
      !service.loadBalancerSourceRanges.contains(where: { $0.contains(source) }),
      let chain = scene.decider.chain,
      ["KUBE-PROXY-FIREWALL", "KUBE-FW-", "KUBE-FIREWALL", "KUBE-MARK-DROP"].contains(where: {
        chain.hasPrefix($0)
      })
    else { return nil }
    let ranges = service.loadBalancerSourceRanges.map { "\($0)" }.joined(separator: ", ")
    return Cause(
      id, scene.certainty,
      "loadBalancerSourceRanges of Service \(service.objectName) is \(ranges), which does not hold \(source): \(scene.decider.host) drops what comes for \(scene.endpoint)",
      evidence: [
        Evidence(
          .object, at: "services.json",
          "\(service.objectName): loadBalancerSourceRanges \(ranges)"), scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: [remedy(scene, service, source)])
  }

  private static func remedy(_ scene: Case, _ service: Service, _ source: IPAddress) -> Remedy {
    let all = service.loadBalancerSourceRanges + [IPPrefix(host: source)]
    let list = all.map { "\"\($0)\"" }.joined(separator: ",")
    var changed = service
    changed.loadBalancerSourceRanges = all
    let name = service.objectName
    return Remedy(
      "admit \(source)", .command,
      "kubectl -n \(name.namespace) patch service \(name.name) --type=merge -p '{\"spec\":{\"loadBalancerSourceRanges\":[\(list)]}}'",
      changes: [.putService(changed)] + following(scene, source),
      note: "tried as if kube-proxy had followed")
  }

  /// The rule for one more range in each of the Service's `KUBE-FW-` chains, as kube-proxy writes it.
  private static func following(_ scene: Case, _ source: IPAddress) -> [Change] {
    guard let place = ChainPlace(scene.decider),
      let table = scene.snapshot[host: place.host]?.rules(place.backend, place.family)?["nat"]
    else { return [] }
    let own = Set(
      scene.ruleSteps.filter { $0.place.table == "nat" }.compactMap {
        $0.rule.callee.flatMap { $0.hasPrefix("KUBE-FW-") ? $0 : nil } ?? $0.place.chain
      })
    return table.chains.filter { $0.name.hasPrefix("KUBE-FW-") && own.contains($0.name) }
      .flatMap { chain -> [Change] in
        guard
          let index = chain.rules.firstIndex(where: {
            $0.header.source != nil && $0.callee != nil
          })
        else { return [] }
        var rule = chain.rules[index]
        rule.header.source =
          RuleLine.rule(
            "-A FORWARD -s \(IPPrefix(host: source)) -j ACCEPT", place.family)?.header.source
        return [
          .insertRule(place.inTable("nat", chain: chain.name), position: index + 1, rule)
        ]
      }
  }
}
