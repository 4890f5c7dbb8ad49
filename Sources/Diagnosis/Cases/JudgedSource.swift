import Addressing
import Cluster
import Simulation
import Snapshots

/// The source address that the policies of the pod's node judged: what a masquerade behind them wrote
/// does not count.
struct JudgedSource {
  let snapshot: Snapshot
  let outcome: Outcome
  let steps: [RuleStep]
  let sent: IPAddress?
  let pod: Pod

  var address: IPAddress {
    let arrived = outcome.arrivedAs.source
    guard let node = pod.nodeName.flatMap({ snapshot.host(ofKubernetesNode: $0) }),
      let last = steps.last(where: \.isSourceTranslation), last.place.host == node.name
    else { return arrived }
    guard let before = steps.last(where: { $0.isSourceTranslation && $0.step < last.step }) else {
      return sent ?? arrived
    }
    let translated = outcome.steps[before.step...].first { $0.stage == "conntrack" }
    let source = translated.flatMap { $0.text.split(separator: " ").first }
    return source.flatMap { try? Endpoint(parsing: $0).address } ?? arrived
  }
}
