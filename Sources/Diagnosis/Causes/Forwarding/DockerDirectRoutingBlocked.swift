import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// Docker drops what is sent to a container's own address from outside.
enum DockerDirectRoutingBlocked: CauseExaminer {
  static let id = CauseID.dockerDirectRoutingBlocked

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let (place, position, rule) = scene.decidingRule, rule.blocks,
      place.table == "raw", place.chain == "PREROUTING",
      let bridge = rule.header.inInterface, bridge.isInverted,
      bridge.value.name.hasPrefix("br-") || bridge.value.name.hasPrefix("docker")
    else { return nil }
    return Cause(
      id, scene.certainty,
      "Docker on \(place.host) drops what comes for the container \(scene.arrival.destination) by another link than \(bridge.value): since version 28 containers are not reached by their own address",
      evidence: [scene.decidingEvidence] + scene.probeEvidence,
      remedies: [
        Remedy(
          "publish the port and scrape \(place.host), or make the network routed", .configuration,
          "# docker network create --opt com.docker.network.bridge.gateway_mode_ipv4=routed …\n# or in compose:\nnetworks:\n  metrics:\n    driver_opts:\n      com.docker.network.bridge.gateway_mode_ipv4: routed",
          changes: [.deleteRule(place, position: position)],
          note: "tried without the rule, which a routed network does not get")
      ])
  }
}
