import Addressing
import RouteSetup
import Routing
import Snapshots

/// Reads off a host's routes how it reaches each network, and what is wrong with that.
struct CoverageReader {
  private let networks: ClusterNetworks
  private let host: HostSnapshot
  private let snapshot: Snapshot
  private let plan: RoutePlan?
  private let stack: NetworkStack

  init(
    _ networks: ClusterNetworks, _ host: HostSnapshot, _ snapshot: Snapshot, _ plan: RoutePlan?
  ) {
    self.networks = networks
    self.host = host
    self.snapshot = snapshot
    self.plan = plan
    stack = host.networkStack
  }

  func read(into check: inout SetupCheck) {
    for node in networks.nodes {
      if node.addresses.contains(where: { stack.owner(of: $0) != nil }) { continue }
      for network in node.pods { read(network, node, &check) }
    }
    if networks.nodes.contains(where: { $0.addresses.contains { stack.owner(of: $0) != nil } }) {
      return
    }
    for network in networks.services { read(network, nil, &check) }
  }

  private func read(_ network: IPPrefix, _ node: NodeNetworks?, _ check: inout SetupCheck) {
    for part in stack.coverage(of: network) {
      let hops = Self.hops(part.decision)
      let gateways = hops.compactMap(\.gateway)
      var entry = SetupCheck.Coverage(
        network: network, node: node?.name, range: part.range, route: part.decision.route,
        gateways: gateways, gatewayNames: gateways.compactMap(name),
        neighbours: hops.filter { $0.gateway != nil }.map(state))
      let judge = CoverageJudge(
        part: part, network: network, node: node, networks: networks, hops: hops, stack: stack,
        host: host, snapshot: snapshot)
      if case .undecided = part.decision.outcome { check.isUndecided = true }
      if let verdict = judge.verdict {
        entry.finding = verdict.id
        check.add(cause(verdict, network, part))
      }
      check.coverage.append(entry)
    }
  }

  private func cause(
    _ verdict: CoverageJudge.Verdict, _ network: IPPrefix, _ part: RouteCoverage
  ) -> Cause {
    var evidence = [
      Evidence(
        .route, host: host.name, at: "ip route get \(part.range.first)",
        part.decision.route?.description ?? part.decision.rule?.description ?? "no route")
    ]
    evidence += verdict.evidence
    return Cause(
      verdict.id, verdict.certainty, verdict.summary, evidence: evidence,
      remedies: remedies(network))
  }

  /// The steps of the plan for this network.
  private func remedies(_ network: IPPrefix) -> [Remedy] {
    let steps = (plan?.missing ?? []).filter { step in
      if case .route(let route) = step.action, step.host == host.name {
        network.contains(route.destination)
      } else {
        false
      }
    }
    guard !steps.isEmpty else { return [] }
    return [
      Remedy(
        "route \(network) on \(host.name)", .command,
        steps.flatMap(\.action.commands).joined(separator: "\n"),
        changes: steps.compactMap(\.change))
    ]
  }

  private static func hops(_ decision: RouteDecision) -> [NextHop] {
    if case .unicast(let hops) = decision.outcome { hops } else { [] }
  }

  private func name(_ gateway: IPAddress) -> String? {
    networks.node(with: gateway)?.name ?? snapshot.owner(of: gateway)?.name
  }

  private func state(_ hop: NextHop) -> String? {
    guard let gateway = hop.gateway, let dev = hop.dev,
      case .entry(let entry) = stack.neighbour(gateway, on: dev)
    else { return nil }
    return entry.state.description
  }
}
