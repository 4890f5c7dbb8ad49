import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// A routing rule takes the packet into another table than main, or refuses it itself.
enum PolicyRoutingCaptures: CauseExaminer {
  static let id = CauseID.policyRoutingCaptures

  static func examine(_ scene: Case) -> Cause? {
    onSource(scene) ?? onTheWay(scene)
  }

  /// A rule of a machine on the way, which refuses the packet or leads it to a route that does.
  private static func onTheWay(_ scene: Case) -> Cause? {
    guard [.routeRejected, .noRoute].contains(scene.outcome.disposition), !scene.endsAtSource,
      let host = scene.decidingHost, !host.isPod
    else { return nil }
    let route = scene.rejectingRoute(on: host)
    let rules = host.rules[scene.arrival.destination.family].value ?? []
    let rule = rules.first { rule in
      guard let route else { return "\(rule)" == scene.decider.text }
      if case .lookup(route.table) = rule.action {
        return route.table != .main
      } else {
        return false
      }
    }
    guard let rule, rule.captures else { return nil }
    let network = IPPrefix(host: scene.arrival.destination)
    return Cause(
      id, scene.certainty,
      "the rule '\(rule)' of \(host.name) decides before its main table is asked: \(scene.decider.text)",
      evidence: [Evidence(.route, host: host.name, at: "ip rule", "\(rule)")]
        + (route.map {
          [Evidence(.route, host: host.name, at: "ip route show table \($0.table)", "\($0)")]
        } ?? []) + scene.probeEvidence,
      remedies: [
        exception(
          network, on: host, before: rule, "it with what made the rule",
          "look \(network) up in the main table of \(host.name) first"),
        Remedy(
          "or delete the rule, where nothing else needs it", .command,
          "\(network.ip) rule del \(rule.arguments.joined(separator: " "))   # on \(host.name)",
          changes: [.deleteRoutingRule(host: host.name, rule)]),
      ])
  }

  private static func exception(
    _ network: IPPrefix, on host: HostSnapshot, before rule: RoutingRule, _ keep: String,
    _ title: String
  ) -> Remedy {
    let priority = min(100, rule.priority > 0 ? rule.priority - 1 : 0)
    var selector = RoutingRule.Selector()
    selector.destination = network
    let better = RoutingRule(
      family: network.family, priority: priority, selector: selector, action: .lookup(.main))
    return Remedy(
      title, .command,
      "\(network.ip) rule add to \(network) lookup main pref \(priority)   # on \(host.name); keep \(keep)",
      changes: [.addRoutingRule(host: host.name, better)])
  }

  private static func onSource(_ scene: Case) -> Cause? {
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
    var remedy = exception(
      network, on: host, before: rule, "it with the VPN's or network's configuration",
      "look \(network) up in the main table first")
    if !hasRoute, let route = scene.routeRemedy(on: host) {
      remedy.changes += route.changes
      remedy.content += "\n" + route.content
    }
    return remedy
  }
}

extension IPPrefix {
  /// The command that speaks of its family.
  fileprivate var ip: String { family == .ipv4 ? "ip" : "ip -6" }
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
