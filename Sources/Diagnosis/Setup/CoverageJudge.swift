import Addressing
import RouteSetup
import Routing
import Snapshots

/// What is wrong with the way to one part of a network.
struct CoverageJudge {
  let part: RouteCoverage
  let network: IPPrefix
  let node: NodeNetworks?
  let networks: ClusterNetworks
  let hops: [NextHop]
  let stack: NetworkStack
  let host: HostSnapshot
  let snapshot: Snapshot

  /// A finding before it has its remedies.
  struct Verdict {
    var id: CauseID
    var certainty = Certainty.certain
    var summary: String
    var evidence: [Evidence] = []
  }

  private var whose: String { node.map { "the pods of \($0.name)" } ?? "Services" }
  private var route: Route? { part.decision.route }

  /// What is wrong; nil where it is right, or cannot be told.
  var verdict: Verdict? {
    switch part.decision.outcome {
    case .noRoute:
      Verdict(
        id: .noRoute,
        summary:
          "\(host.name) has no route to \(part.range), \(whose), and no default route")
    case .blackhole, .unreachable, .prohibit:
      Verdict(
        id: route?.table == .main ? .routeTypeRejects : .policyRoutingCaptures,
        summary:
          "\(host.name) refuses what it sends to \(part.range), \(whose): \(part.decision.route?.description ?? part.decision.rule?.description ?? "")"
      )
    case .local(let dev), .broadcast(let dev): overlapping(dev)
    case .unicast, .multicast: way
    case .invalidSource, .undecided: nil
    }
  }

  private func overlapping(_ dev: String) -> Verdict {
    let own = stack.link(dev)?.addresses.compactMap(\.network).first {
      $0.contains(network) || network.contains($0)
    }
    return Verdict(
      id: .overlappingSubnet,
      summary:
        "\(dev) of \(host.name) has \(own?.description ?? "an address") for itself, in \(network) of \(whose)"
    )
  }

  private var way: Verdict? {
    if let table = route?.table, table != .main, table != .default {
      return Verdict(
        id: .policyRoutingCaptures, certainty: isToNode ? .possible : .certain,
        summary:
          "a rule of \(host.name) sends \(part.range), \(whose), by table \(table) instead of main")
    }
    if hops.allSatisfy({ $0.gateway == nil }) { return onLink }
    if route?.destination.length == 0, !isToNode { return leak }
    return deadGateway ?? wrongGateway
  }

  private var onLink: Verdict? {
    guard let dev = hops.first?.dev else { return nil }
    let isOwn = stack.link(dev)?.addresses.contains { $0.network == route?.destination } ?? false
    if isOwn { return overlapping(dev) }
    // A tunnel needs no gateway.
    guard stack.link(dev)?.linkType == "ether" else { return nil }
    return Verdict(
      id: .onLinkRouteWithoutGateway,
      summary:
        "\(host.name) takes \(part.range), \(whose), to be on \(dev) itself: '\(route?.description ?? "")' names no gateway"
    )
  }

  /// Only a default route leads there; through the router that leads to the nodes as well, the router
  /// decides.
  private var leak: Verdict? {
    if let target = node ?? networks.nodes.first,
      let address = target.addresses.first(where: { $0.family == network.family }),
      case .unicast(let ways) = stack.output(RouteQuery(to: address)).outcome,
      let gateway = ways.first?.gateway, hops.contains(where: { $0.gateway == gateway })
    {
      return routerLacks(gateway)
    }
    return Verdict(
      id: .routeLeaksToDefaultGateway,
      summary:
        "\(host.name) has no route of its own to \(part.range), \(whose): its packets go to the default gateway \(hops.first?.gateway?.description ?? "")"
    )
  }

  private func routerLacks(_ gateway: IPAddress) -> Verdict? {
    guard let router = snapshot.owner(of: gateway) else { return nil }
    let decision = router.networkStack.output(RouteQuery(to: part.range.first))
    if case .unicast = decision.outcome, decision.route?.destination.length ?? 0 > 0 { return nil }
    return Verdict(
      id: .routerLacksRoute,
      summary:
        "\(host.name) sends \(part.range), \(whose), through \(router.name), which has no route to it",
      evidence: [
        Evidence(
          .route, host: router.name, at: "ip route get \(part.range.first)",
          decision.route?.description ?? "no route")
      ])
  }

  private var deadGateway: Verdict? {
    for hop in hops {
      guard let gateway = hop.gateway, let dev = hop.dev,
        case .entry(let entry) = stack.neighbour(gateway, on: dev),
        entry.state == .failed || entry.state == .incomplete
      else { continue }
      return Verdict(
        id: .gatewayUnreachable,
        summary:
          "\(host.name) sends \(part.range), \(whose), to \(gateway), which does not answer on \(dev)",
        evidence: [
          Evidence(
            .neighbour, host: host.name, at: "ip neigh show \(gateway)",
            "\(gateway) dev \(dev) \(entry.state)")
        ])
    }
    return nil
  }

  private var wrongGateway: Verdict? {
    for gateway in hops.compactMap(\.gateway) {
      let owner = self.node(behind: gateway)
      guard let node else {
        if owner != nil || isRouterToNodes(gateway) { continue }
        return Verdict(
          id: .serviceIPRoutedToNonNode, certainty: .likely,
          summary:
            "\(host.name) sends \(part.range), Services, to \(gateway), which is no node: nobody there translates their addresses"
        )
      }
      if owner?.name == node.name || isRouterToNodes(gateway) { continue }
      return Verdict(
        id: .routeToWrongNode, certainty: .possible,
        summary:
          "\(part.range) are the pods of \(node.name), but \(host.name) sends them to \(owner?.name ?? gateway.description): that works only as long as it passes them on, and it may change their source",
        evidence: [
          Evidence(.object, at: "nodes.json", "node \(node.name) has \(network)")
        ])
    }
    return nil
  }

  private var isToNode: Bool {
    hops.contains { $0.gateway.map { self.node(behind: $0) != nil } ?? false }
  }

  /// The node that has an address, also one that the API does not know of.
  private func node(behind gateway: IPAddress) -> NodeNetworks? {
    if let known = networks.node(with: gateway) { return known }
    guard let machine = snapshot.owner(of: gateway) else { return nil }
    return networks.nodes.first { $0.addresses.contains { machine.owns($0) } }
  }

  /// Whether the nodes themselves are reached through `gateway`.
  private func isRouterToNodes(_ gateway: IPAddress) -> Bool {
    let target = node ?? networks.nodes.first
    return target?.addresses.contains { address in
      guard case .unicast(let ways) = stack.output(RouteQuery(to: address)).outcome else {
        return false
      }
      return ways.contains { $0.gateway == gateway }
    } ?? false
  }
}
