import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// The kernel drops a packet because its answer would leave by another interface.
enum ReversePathFilter: CauseExaminer {
  static let id = CauseID.reversePathFilter

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .reversePathFiltered, scene.decider.kind == .sysctl,
      scene.decider.text.contains("rp_filter"), let host = scene.decidingHost
    else { return nil }
    let keys = (host.sysctls.value?.values ?? [:]).filter {
      $0.key.hasSuffix(".rp_filter") && $0.key.hasPrefix("net.ipv4.conf.") && $0.value == "1"
    }.keys.sorted()
    let named = scene.decider.text.split(separator: " ").first.map(String.init)
    let chosen = keys.filter { $0 == named || $0 == "net.ipv4.conf.all.rp_filter" }
    return Cause(
      id, scene.certainty,
      "the reverse path filter of \(host.name) drops the packet: \(scene.decider.text)",
      evidence: [scene.decidingEvidence] + routes(scene, host) + scene.probeEvidence,
      remedies: [
        scene.sysctlRemedy(
          "filter loosely (2): any way back is enough",
          (chosen.isEmpty ? named.map { [$0] } ?? [] : chosen).map { ($0, "2") }, on: host)
      ])
  }

  private static func routes(_ scene: Case, _ host: HostSnapshot) -> [Evidence] {
    let source = scene.arrival.source
    return (host.routes[source.family].value ?? []).filter {
      $0.destination.contains(source) && $0.destination.length > 0 && $0.table != .local
    }.map { Evidence(.route, host: host.name, at: "ip route get \(source)", "\($0)") }
  }
}
