import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A host that should pass packets on does not forward at all.
enum IPForwardDisabled: CauseExaminer {
  static let id = CauseID.ipForwardDisabled

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .forwardingDisabled, let host = scene.decidingHost else {
      return nil
    }
    let key =
      scene.flow.destination.family == .ipv4
      ? "net.ipv4.ip_forward" : "net.ipv6.conf.all.forwarding"
    guard host.sysctls.value?.number(key) == 0 else { return nil }
    return Cause(
      id, scene.certainty,
      "\(host.name) does not forward: \(key) is 0, so it throws away what is for \(scene.arrival.destination)",
      evidence: [scene.decidingEvidence] + scene.translations + scene.probeEvidence,
      remedies: [
        scene.sysctlRemedy(
          "let \(host.name) forward", [(key, "1")], on: host,
          also: host.forwardingChanges(scene.flow.destination.family))
      ])
  }
}

extension Case {
  /// The remedy that sets kernel settings for now and for the next start.
  func sysctlRemedy(
    _ title: String, _ settings: [(key: String, value: String)], on host: HostSnapshot,
    also more: [Change] = []
  ) -> Remedy {
    let pairs = settings.map { "\($0.key)=\($0.value)" }
    let content =
      "sysctl -w \(pairs.joined(separator: " "))   # on \(host.name)\n"
      + "printf '%s\\n' \(pairs.map { "'\($0)'" }.joined(separator: " ")) > /etc/sysctl.d/90-diagnose.conf"
    return Remedy(
      title, .command, content,
      changes: settings.map { .setSysctl(host: host.name, key: $0.key, value: $0.value) } + more)
  }
}

extension HostSnapshot {
  /// What the kernel sets along with `ip_forward`: the same for `all`, `default` and every interface.
  func forwardingChanges(_ family: IPFamily) -> [Change] {
    let word = family == .ipv4 ? "ipv4" : "ipv6"
    return (sysctls.value?.values.keys.sorted() ?? []).filter {
      $0.hasPrefix("net.\(word).conf.") && $0.hasSuffix(".forwarding")
    }.map { .setSysctl(host: name, key: $0, value: "1") }
  }
}
