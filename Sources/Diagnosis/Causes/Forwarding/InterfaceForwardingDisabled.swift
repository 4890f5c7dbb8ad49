import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A host forwards, but not what comes in by this interface.
enum InterfaceForwardingDisabled: CauseExaminer {
  static let id = CauseID.interfaceForwardingDisabled

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .forwardingDisabled, let host = scene.decidingHost,
      let key = scene.decider.text.split(separator: " ").first.map(String.init),
      key.hasSuffix(".forwarding"), !key.hasSuffix(".all.forwarding"),
      host.sysctls.value?.number("net.ipv4.ip_forward") != 0
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(host.name) forwards, but not what comes in by this interface: \(scene.decider.text)",
      evidence: [scene.decidingEvidence] + scene.translations + scene.probeEvidence,
      remedies: [
        scene.sysctlRemedy("let \(host.name) forward there too", [(key, "1")], on: host)
      ])
  }
}
