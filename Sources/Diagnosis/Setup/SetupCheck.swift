public import Addressing
public import RouteSetup
public import Routing
import Simulation
public import Snapshots

/// How a host reaches the networks of a cluster, and everything that is wrong on the way.
public struct SetupCheck: Sendable {
  /// The host.
  public var host: String
  /// Each network, piece by piece.
  public var coverage: [Coverage] = []
  /// What stands for the networks, walked to as things are now.
  public var targets: [CheckedTarget] = []
  /// What is wrong, the host's own routes first.
  public var findings: [Cause] = []
  /// What could not be told, and what else should be known.
  public var notes: [String] = []
  /// Whether a piece that decides was not read.
  public var isUndecided = false

  /// How a run of addresses is reached.
  public struct Coverage: Sendable {
    /// The network it is a part of.
    public var network: IPPrefix
    /// The node whose pods are in it; nil for Services.
    public var node: String?
    /// The addresses.
    public var range: IPRange
    /// The route that covers them; nil for none.
    public var route: Route?
    /// Whom packets are handed to.
    public var gateways: [IPAddress]
    /// The nodes, or recorded hosts, that these are.
    public var gatewayNames: [String]
    /// The state of the gateways' neighbour entries, in their order; nil where there is none.
    public var neighbours: [String?]
    /// The cause that stands in the way; nil where the route is right.
    public var finding: CauseID?
  }

  /// A pod or Service that was walked to.
  public struct CheckedTarget: Sendable {
    /// Its address and port.
    public var endpoint: Endpoint
    /// Whether it is reached.
    public var verdict: Reachability
    /// The source address it sees.
    public var seenSource: IPAddress?
    /// Whether that is not the one that was sent from.
    public var isTranslated: Bool
    /// Why it is not reached.
    public var cause: CauseID?
  }
}

extension SetupCheck {
  /// Looks at `host` of `snapshot`.
  public init(
    _ networks: ClusterNetworks, host: HostSnapshot, in snapshot: Snapshot,
    options: RoutePlanner.Options = RoutePlanner.Options(), source: IPAddress? = nil
  ) throws(RouteSetupError) {
    if networks.isEmpty { throw .nothingToReach }
    self.host = host.name
    var setup: (plan: RoutePlan, causes: [Cause])?
    do throws(RouteSetupError) {
      setup = try SetupDiagnosis(
        networks, host: host, in: snapshot, options: options, source: source
      ).findings()
    } catch {
      notes.append(error.description)
    }
    let reader = CoverageReader(networks, host, snapshot, setup?.plan)
    reader.read(into: &self)
    if snapshot.hosts.count > 1 {
      walk(SetupTargets(snapshot: snapshot, networks: networks).endpoints, snapshot, source)
    }
    // What the routes hide as long as they are wrong.
    for cause in setup?.causes ?? [] {
      // What the routes alone only suggested is known now.
      findings.removeAll { $0.id == cause.id && $0.certainty == .possible }
      add(cause)
    }
    for note in setup?.plan.notes ?? [] where !notes.contains(note) { notes.append(note) }
    findings += PathMTU(networks, host, snapshot).findings
  }

  private mutating func walk(_ endpoints: [Endpoint], _ snapshot: Snapshot, _ source: IPAddress?) {
    let diagnostician = Diagnostician(snapshot)
    for endpoint in endpoints {
      let from = source.flatMap { $0.family == endpoint.address.family ? $0 : nil }
      guard let target = try? Target(parsing: "\(endpoint)"),
        let diagnosis = try? diagnostician.diagnose(target, from: from)
      else { continue }
      let blocking = diagnosis.verdict == .reachable ? nil : diagnosis.causes.first
      let outcome = diagnosis.walks.first?.outcomes.first
      let arrived = outcome?.disposition == .delivered ? outcome?.arrivedAs.source : nil
      targets.append(
        CheckedTarget(
          endpoint: endpoint, verdict: diagnosis.verdict, seenSource: arrived,
          isTranslated: arrived.map { $0 != diagnosis.walks.first?.flow.source } ?? false,
          cause: blocking?.id))
      if diagnosis.verdict == .undecided {
        isUndecided = true
        notes += diagnosis.notes.filter { !notes.contains($0) }
      }
      settle(endpoint, diagnosis.verdict, blocking)
    }
  }

  /// Lets the walk decide where the routes alone only suggested something.
  private mutating func settle(
    _ endpoint: Endpoint, _ verdict: Reachability, _ blocking: Cause?
  ) {
    let index = coverage.firstIndex {
      $0.finding != nil && $0.range.contains(endpoint.address)
    }
    guard let index, let suspected = coverage[index].finding else {
      if let blocking { add(blocking) }
      return
    }
    let isSuspicion = findings.contains { $0.id == suspected && $0.certainty != .certain }
    guard isSuspicion else { return }
    if let blocking {
      findings.removeAll { $0.id == suspected && $0.certainty != .certain }
      coverage[index].finding = blocking.id
      add(blocking)
    } else if verdict == .reachable, coverage[index].node == nil {
      // Somebody behind the gateway passes it on to a node.
      findings.removeAll { $0.id == suspected && $0.certainty != .certain }
      coverage[index].finding = nil
    }
  }

  /// Adds a finding once.
  mutating func add(_ cause: Cause) {
    if !findings.contains(where: { $0.id == cause.id && $0.summary == cause.summary }) {
      findings.append(cause)
    }
  }
}
