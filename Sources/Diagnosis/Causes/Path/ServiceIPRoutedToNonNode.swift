import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// The Service's address is routed to a machine without kube-proxy's rules, which passes it on elsewhere.
enum ServiceIPRoutedToNonNode: CauseExaminer {
  static let id = CauseID.serviceIPRoutedToNonNode

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, case .service(let service, _) = scene.destination,
      !scene.destinationIsTranslated, let sender = scene.sourceHost,
      let route = scene.decidingRouteToEndpoint(on: sender),
      let gateway = route.nextHops.first?.gateway, route.destination.length > 0,
      let machine = scene.snapshot.owner(of: gateway), !scene.snapshot.runsKubeProxy(machine),
      machine.name != scene.decider.host,
      scene.firstNode.map({ !scene.snapshot.runsKubeProxy($0) }) ?? true
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(sender.name) routes \(route.destination) to \(machine.name) (\(gateway)), which has no kube-proxy rules: nobody translates \(scene.endpoint.address) of Service \(service.objectName)",
      evidence: [
        Evidence(
          .route, host: sender.name, at: "ip route get \(scene.endpoint.address)", "\(route)"),
        Evidence(
          .rule, host: machine.name, at: "iptables-save -t nat", "there is no chain KUBE-SERVICES"),
        scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: [scene.routeRemedy(on: sender)].compactMap { $0 })
  }
}
