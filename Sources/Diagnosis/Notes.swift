import Cluster
import Policies
import Simulation
import Snapshots

/// What else should be known beside a diagnosis.
struct Notes {
  private(set) var texts: [String] = []

  init(_ snapshot: Snapshot, _ cases: [Case], _ verdict: Reachability, _ causes: [Cause]) {
    for scene in cases {
      for text in scene.outcome.assuming { add("assumed: \(text)") }
      for note in scene.asSeen?.notes ?? [] { add("\(note)") }
      if scene.arrival.destination == scene.pod?.addresses.first,
        snapshot[host: scene.arrival.host]?.assumesNoFirewall ?? false
      {
        add(
          "no firewall file of \(scene.arrival.host) was recorded: it is taken to have no rules of its own"
        )
      }
    }
    if verdict != .reachable, causes.isEmpty {
      for scene in cases {
        let decider = scene.decider
        add(
          "no cause of the catalogue fits: \(decider.host) decided by \(decider.kind.rawValue): \(decider.text)"
        )
      }
    }
    let isCause = causes.contains { $0.id == .mixedIPTablesBackends }
    for host in snapshot.hosts where host.mixesBackends && !isCause {
      add(
        "\(host.name) holds rules of iptables-legacy and of iptables-nft: packets pass both, and iptables-save shows one of them"
      )
    }
    for host in snapshot.hosts {
      for reason in Set(host.reasons.values).sorted() { add("\(host.name): \(reason)") }
    }
    for problem in snapshot.cluster.problems { add("\(problem)") }
  }

  private mutating func add(_ text: String) {
    if !texts.contains(text) { texts.append(text) }
  }
}
