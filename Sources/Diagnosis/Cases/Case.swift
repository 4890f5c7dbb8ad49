public import Addressing
public import Cluster
public import Policies
import Routing
public import Simulation
public import Snapshots

/// Everything a cause looks at: one end of one way to one endpoint of a target.
public struct Case {
  /// The network.
  public let snapshot: Snapshot
  /// What was asked for.
  public let target: Target
  /// The endpoint this way leads to.
  public let endpoint: Endpoint
  /// What the endpoint's address is.
  public let destination: Destination
  /// The way, with all its ends.
  public let walk: Walk
  /// The end that is looked at: one that does not arrive, where there is any.
  public let outcome: Outcome
  /// What chains and sets stand for.
  public let names: RuleNames
  /// The rules that matched on the way, in order.
  public let ruleSteps: [RuleStep]
  /// The pod at the end of the way.
  public let pod: Pod?
  /// What the NetworkPolicies say of the connection as the scraper sends it, at the pod.
  public let asSent: PolicyDecision?
  /// The source address that the policies of the pod's node judge; nil where no pod is reached.
  public let judgedSource: IPAddress?
  /// What they say of it with that source.
  public let asSeen: PolicyDecision?

  /// The cluster's objects.
  public var cluster: ClusterObjects { snapshot.cluster }
  /// The flow.
  public var flow: Flow { walk.flow }
  /// Whether a probe saw what this end looks like, where ends rest on assumptions.
  public let isObserved: Bool
  /// What ended the way.
  public var decider: DecidedBy { outcome.decidedBy }
  /// The source address as sent.
  public var source: IPAddress? { walk.flow.source }
  /// The packet where it ended.
  public var arrival: Arrival { outcome.arrivedAs }
  /// Whether the way arrives.
  public var isReachable: Bool { Reachability(outcome: outcome) == .reachable }
  /// Whether the way ends for certain, without anything that had to be assumed.
  public var isCertain: Bool { outcome.assuming.isEmpty }
  /// The certainty of a cause that the way's end shows.
  public var certainty: Certainty { isCertain ? .certain : isObserved ? .likely : .possible }
  /// Whether the source was translated before the way ended.
  public var sourceIsTranslated: Bool { source != nil && arrival.source != source }
  /// Whether the destination was translated before the way ended.
  public var destinationIsTranslated: Bool {
    arrival.destination != flow.destination || arrival.port != flow.port
  }
}

extension Case {
  /// The host that decided.
  var decidingHost: HostSnapshot? { snapshot[host: decider.host] }

  /// The host that has the flow's source address.
  var sourceHost: HostSnapshot? {
    source.flatMap { snapshot.owner(of: $0) } ?? snapshot.scraper
  }

  /// Whether the deciding host is where the flow begins.
  var endsAtSource: Bool { sourceHost?.name == decider.host }

  /// The node the packet enters the cluster by: the first node on the way.
  var firstNode: HostSnapshot? {
    outcome.steps.lazy.compactMap { snapshot[host: $0.host] }.first { $0.isNode }
      ?? snapshot[host: arrival.host].flatMap { $0.isNode ? $0 : nil }
  }

  /// The hosts on the way, in order, each once in a row.
  var hostsOnTheWay: [String] {
    var names: [String] = []
    for step in outcome.steps where names.last != step.host { names.append(step.host) }
    return names
  }
}

extension Snapshot {
  /// The machine that Prometheus runs on; the only machine, where none is named so.
  var scraper: HostSnapshot? {
    let machines = hosts.filter { !$0.isPod }
    return hosts.first { $0.role == .scraper } ?? (machines.count == 1 ? machines[0] : nil)
  }

  /// The recorded host that has `address`.
  func owner(of address: IPAddress) -> HostSnapshot? {
    hosts.first { $0.owns(address) }
  }
}

extension HostSnapshot {
  /// Whether it is a node of the cluster.
  var isNode: Bool { if case .node = role { true } else { false } }

  /// Whether it is a pod.
  var isPod: Bool { if case .pod = role { true } else { false } }

  /// Whether one of its links has `address`.
  func owns(_ address: IPAddress) -> Bool {
    (addresses.value ?? []).contains { $0.addresses.contains { $0.local == address } }
  }

  /// Its addresses of a family that others can use.
  func globalAddresses(_ family: IPFamily) -> [IPAddress] {
    (addresses.value ?? []).filter { !$0.isLoopback }.flatMap(\.addresses)
      .filter { $0.local.family == family && $0.scope == .global }.map(\.local)
  }
}
