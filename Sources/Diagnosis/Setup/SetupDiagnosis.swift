public import Addressing
import Cluster
import Firewall
public import RouteSetup
import Routing
import Simulation
public import Snapshots

/// Completes a plan of routes by what the routers and nodes on the way need, found by walking to pods
/// and Services with the plan in place.
public struct SetupDiagnosis {
  private var snapshot: Snapshot
  private let networks: ClusterNetworks
  private let options: RoutePlanner.Options
  private let source: IPAddress?
  private var plan: RoutePlan
  private var causes: [Cause] = []

  /// How many changes one target may need.
  private static let patience = 8

  /// The plan for `host` of `snapshot`; scrapes come from `source`, where it is given.
  public init(
    _ networks: ClusterNetworks, host: HostSnapshot, in snapshot: Snapshot,
    options: RoutePlanner.Options, source: IPAddress? = nil
  ) throws(RouteSetupError) {
    self.networks = networks
    self.snapshot = snapshot
    self.options = options
    self.source = source
    plan = try RoutePlanner(networks, host: host, options: options).make()
  }

  /// The plan with the steps of all hosts that are known.
  public consuming func make() throws(RouteSetupError) -> RoutePlan { try findings().plan }

  /// The plan, and the causes that its steps on routers and nodes mend.
  consuming func findings() throws(RouteSetupError) -> (plan: RoutePlan, causes: [Cause]) {
    // Where only the host itself is known, nothing more can be found.
    guard snapshot.hosts.count > 1 else { return (plan, []) }
    try planRouters()
    snapshot = snapshot.changed(by: plan.missing.compactMap(\.change))
    for endpoint in SetupTargets(snapshot: snapshot, networks: networks).endpoints
    where options.family == nil || options.family == endpoint.address.family {
      mend(endpoint)
    }
    return (plan, causes)
  }

  /// The routes of recorded routers between the host and the nodes.
  private mutating func planRouters() throws(RouteSetupError) {
    var seen: Set<String> = [plan.host]
    var open = [plan.host]
    while let name = open.popLast() {
      for gateway in gateways(of: name) {
        guard networks.node(with: gateway) == nil, let router = snapshot.owner(of: gateway),
          !router.isNode, seen.insert(router.name).inserted
        else { continue }
        var options = options
        options.named = []
        let more = try RoutePlanner(networks, host: router, options: options).make()
        plan.steps += more.steps
        plan.notes += more.notes.filter { !plan.notes.contains($0) }
        open.append(router.name)
      }
    }
  }

  /// Whom a host hands packets for nodes and pods to.
  private func gateways(of name: String) -> [IPAddress] {
    guard let host = snapshot[host: name] else { return [] }
    let planned = plan.routes(of: name).flatMap(\.nextHops).compactMap(\.gateway)
    let stack = host.networkStack
    let further = networks.nodes.flatMap(\.addresses).compactMap { address -> IPAddress? in
      guard case .unicast(let hops) = stack.output(RouteQuery(to: address)).outcome else {
        return nil
      }
      return hops.first?.gateway
    }
    return Array(Set(planned + further)).sorted()
  }

  /// Adds what the way to `endpoint` needs, one change after the other.
  private mutating func mend(_ endpoint: Endpoint) {
    guard let target = try? Target(parsing: "\(endpoint)") else { return }
    for _ in 0..<Self.patience {
      let from = source.flatMap { $0.family == endpoint.address.family ? $0 : nil }
      guard let diagnosis = try? Diagnostician(snapshot).diagnose(target, from: from),
        diagnosis.verdict == .blocked, let cause = diagnosis.causes.first
      else { return }
      if !causes.contains(where: { $0.id == cause.id && $0.summary == cause.summary }) {
        causes.append(cause)
      }
      let mending = SetupRemedy(cause, snapshot, networks).mending
      guard !mending.steps.isEmpty else {
        let note = "\(endpoint) stays blocked: \(cause.summary) (\(cause.id))"
        if !plan.notes.contains(note) { plan.notes.append(note) }
        return
      }
      for step in mending.steps where !plan.steps.contains(where: step.isSame) {
        plan.steps.append(step)
      }
      snapshot = snapshot.changed(by: mending.changes)
    }
  }
}
