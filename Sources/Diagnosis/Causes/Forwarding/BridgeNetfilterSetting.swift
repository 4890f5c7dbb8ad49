import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// The answer stays on the node's bridge, and the bridge does not show it to iptables.
enum BridgeNetfilterSetting: CauseExaminer {
  static let id = CauseID.bridgeNetfilterSetting

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .replyLost, scene.decider.kind == .socket,
      scene.destinationIsTranslated, let sender = scene.sourceHost, sender.isPod,
      let node = scene.podNodeName(sender).flatMap({ scene.snapshot[host: $0] }),
      scene.pod?.nodeName == node.kubernetesName
    else { return nil }
    let word = scene.endpoint.address.family == .ipv4 ? "iptables" : "ip6tables"
    let key = "net.bridge.bridge-nf-call-\(word)"
    guard let value = node.sysctls.value?[key], value != "1" else { return nil }
    return Cause(
      id, scene.certainty,
      "both pods are on the bridge of \(node.name), which answers across it without \(word) (\(key) is \(value)): nobody translates the answer of \(scene.arrivalWords) back",
      evidence: [Evidence(.sysctl, host: node.name, at: "sysctl", "\(key) = \(value)")]
        + scene.translations + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: [
        scene.sysctlRemedy("let the bridge call \(word)", [(key, "1")], on: node)
      ])
  }
}

extension HostSnapshot {
  /// The name of the node in the cluster.
  var kubernetesName: String? {
    if case .node(let own) = role { return own ?? name }
    return nil
  }
}
