import Addressing
import Routing
import Simulation
import Snapshots

/// A host's neighbour table names a machine that does not have the address.
enum DuplicateIPOrStaleARP: CauseExaminer {
  static let id = CauseID.duplicateIPOrStaleARP

  static func examine(_ scene: Case) -> Cause? {
    guard [.leavesNetwork, .neighbourUnreachable].contains(scene.outcome.disposition),
      scene.decider.kind == .neighbour,
      let host = scene.decidingHost, let entry = entry(scene, host),
      let owner = scene.snapshot.owner(of: entry.address), owner.name != host.name,
      let right = owner.link(with: entry.address)?.macAddress, right != entry.macAddress
    else { return nil }
    let ip = entry.address.family == .ipv4 ? "ip" : "ip -6"
    let learnt = Neighbour(
      entry.address, dev: entry.dev, lladdr: "\(right)", state: .reachable)
    return Cause(
      id, scene.outcome.disposition == .leavesNetwork ? .likely : scene.certainty,
      "\(host.name) sends what is for \(entry.address) to \(entry.macAddress.map { "\($0)" } ?? "nobody"), but \(owner.name), which has the address, is \(right)",
      evidence: [
        scene.decidingEvidence,
        Evidence(
          .neighbour, host: owner.name, at: "ip link",
          "\(owner.link(with: entry.address)?.name ?? "") \(right)"),
      ] + scene.probeEvidence,
      remedies: [
        Remedy(
          "forget the entry, so that \(host.name) asks again", .command,
          "\(ip) neigh del \(entry.address) dev \(entry.dev)   # on \(host.name)",
          changes: [.putNeighbour(host: host.name, learnt)],
          note: "taken that \(owner.name) alone answers for \(entry.address)")
      ])
  }

  private static func entry(_ scene: Case, _ host: HostSnapshot) -> Neighbour? {
    (host.neighbours.value ?? []).first {
      $0.state.isValid && scene.decider.text.hasPrefix("\($0)")
    }
  }
}

extension HostSnapshot {
  /// The link that has an address.
  fileprivate func link(with address: IPAddress) -> Link? {
    (addresses.value ?? []).first { $0.addresses.contains { $0.local == address } }
  }
}
