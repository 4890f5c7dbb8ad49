import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// A routing rule takes the packet into another table than main, or refuses it itself.
enum PolicyRoutingCaptures: CauseExaminer {
  static let id = CauseID.policyRoutingCaptures

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let host = scene.sourceHost, !host.isPod else { return nil }
    let decision = host.networkStack.output(
      RouteQuery(to: scene.endpoint.address, transport: .tcp))
    guard let rule = decision.rule, rule.captures,
      decision.route.map({ $0.table != .main }) ?? true
    else { return nil }
    let main = (host.routes[scene.endpoint.address.family].value ?? []).filter {
      $0.table == .main && $0.destination.contains(scene.endpoint.address)
    }.max { $0.destination.length < $1.destination.length }
    return Cause(
      id, scene.certainty,
      "the rule '\(rule)' of \(host.name) decides before the main table is asked: \(decision.route.map { "\($0)" } ?? "\(scene.decider.text)")",
      evidence: [Evidence(.route, host: host.name, at: "ip rule", "\(rule)")]
        + (decision.route.map {
          [Evidence(.route, host: host.name, at: "ip route show table \($0.table)", "\($0)")]
        } ?? [])
        + (main.map {
          [Evidence(.route, host: host.name, at: "ip route", "\($0) (not reached)")]
        } ?? []) + scene.probeEvidence,
      remedies: [
        remedy(scene, host, rule, hasRoute: main.map { $0.destination.length > 0 } ?? false)
      ])
  }

  private static func remedy(
    _ scene: Case, _ host: HostSnapshot, _ rule: RoutingRule, hasRoute: Bool
  ) -> Remedy {
    let network = scene.endpointNetwork
    let ip = network.family == .ipv4 ? "ip" : "ip -6"
    let priority = min(100, rule.priority > 0 ? rule.priority - 1 : 0)
    var selector = RoutingRule.Selector()
    selector.destination = network
    let better = RoutingRule(
      family: network.family, priority: priority, selector: selector, action: .lookup(.main))
    var changes: [Change] = [.addRoutingRule(host: host.name, better)]
    var content =
      "\(ip) rule add to \(network) lookup main pref \(priority)   # on \(host.name); keep it with the VPN's or network's configuration"
    if !hasRoute, let route = scene.routeRemedy(on: host) {
      changes += route.changes
      content += "\n" + route.content
    }
    return Remedy(
      "look \(network) up in the main table first", .command, content, changes: changes)
  }
}

extension RoutingRule {
  /// Whether it decides by itself, or by a table other than those every host has.
  fileprivate var captures: Bool {
    switch action {
    case .lookup(let table): table != .main && table != .local && table != .default
    case .l3mdev, .goto, .nop, .unknown: false
    case .blackhole, .unreachable, .prohibit: true
    }
  }
}
