import Addressing
import Cluster
import Firewall
import Policies
import Simulation
import Snapshots

extension Case {
  /// The case of one end of a walk.
  init(
    _ snapshot: Snapshot, _ target: Target, _ endpoint: Endpoint, _ walk: Walk,
    _ outcome: Outcome, isObserved: Bool
  ) {
    let cluster = snapshot.cluster
    let steps = snapshot.ruleSteps(outcome)
    let arrival = outcome.arrivedAs
    let pod = cluster.pod(at: arrival.destination)
    let judge = pod.map { _ in PolicyJudge(cluster) }
    let judged = pod.map {
      JudgedSource(
        snapshot: snapshot, outcome: outcome, steps: steps, sent: walk.flow.source, pod: $0
      ).address
    }
    self.init(
      snapshot: snapshot, target: target, endpoint: endpoint,
      destination: Destination(endpoint, in: cluster), walk: walk, outcome: outcome,
      names: snapshot.names(steps, outcome.decidedBy), ruleSteps: steps, pod: pod,
      asSent: walk.flow.source.flatMap { source in judge?.decide(from: source, arrival) },
      judgedSource: judged, asSeen: judged.flatMap { judge?.decide(from: $0, arrival) },
      isObserved: isObserved)
  }
}

/// Asks the NetworkPolicies.
struct PolicyJudge {
  private let engine: PolicyEngine

  init(_ cluster: ClusterObjects) { engine = PolicyEngine(cluster) }

  /// What they say of a connection from `source` to where a packet arrived.
  func decide(from source: IPAddress, _ arrival: Arrival) -> PolicyDecision {
    engine.decision(
      PolicyFlow(from: .address(source), to: .address(arrival.destination), port: arrival.port))
  }
}

extension Snapshot {
  /// The meaning of chains and sets: by hash, and by the comments of the rules on the way.
  func names(_ steps: [RuleStep], _ decider: DecidedBy) -> RuleNames {
    var names = RuleNames(cluster)
    for step in steps {
      names.learn(
        chain: step.place.chain, comment: step.rule.comment, jump: step.rule.callee,
        translatesTo: nil)
    }
    for place in Set([ChainPlace(decider)].compactMap { $0 } + steps.map(\.place)) {
      for rule in chain(place)?.rules ?? [] where rule.callee?.hasPrefix("KUBE-NWPLCY-") ?? false {
        names.learn(chain: place.chain, comment: rule.comment, jump: rule.callee)
        for inner in chain(place.sibling(rule.callee ?? ""))?.rules.prefix(2) ?? [] {
          names.learn(chain: rule.callee ?? "", comment: inner.comment, jump: nil)
        }
      }
    }
    return names
  }
}
