import Addressing
import Cluster
import Policies
import Simulation
import Snapshots

/// Who the policies of a recorded node see, from the walk through the recorded rules.
struct RecordedSources {
  let snapshot: Snapshot
  let simulator: Simulator
  let question: ServiceQuestion

  init(_ snapshot: Snapshot, _ question: ServiceQuestion) {
    self.snapshot = snapshot
    simulator = Simulator(snapshot)
    self.question = question
  }

  /// The sources in the packets that reach the node of a pod; nil where no way could be walked.
  func seen(from source: PolicyEnd, _ transport: TransportProtocol) -> [SeenSource]? {
    guard case .address(let sent) = source, let address = door, address.family == sent.family
    else { return nil }
    let port: UInt16
    if case .nodePort = question.door {
      guard let own = question.port.nodePort else { return nil }
      port = own
    } else {
      port = question.port.port
    }
    let walk = simulator.walk(
      WalkRequest(Flow(from: sent, to: address, port: port, transport: transport)),
      recordingSteps: true)
    var seen: [SeenSource] = []
    for outcome in walk.outcomes where outcome.disposition != .noRoute {
      let judged = judged(outcome, sent)
      let found = SeenSource(
        .address(judged), judged == sent ? .asSent : .translated(host: outcome.arrivedAs.host))
      if !seen.contains(found) { seen.append(found) }
    }
    return seen.isEmpty ? nil : seen
  }

  private var door: IPAddress? {
    switch question.door {
    case .clusterIP: question.service.clusterAddresses.first
    case .nodePort(let node):
      node.flatMap { snapshot.cluster.node($0)?.internalAddresses.first }
    case .external:
      (question.service.externalIPs + question.service.loadBalancerAddresses).first
    }
  }

  /// A refusal shows the source as the policies saw it. What arrived in the pod may have been
  /// translated behind the policies, by the pod's own node, and is not what they saw.
  private func judged(_ outcome: Outcome, _ sent: IPAddress) -> IPAddress {
    let arrived = outcome.arrivedAs.source
    guard arrived != sent,
      outcome.disposition == .delivered || outcome.disposition == .notListening,
      let host = snapshot.hosts.first(where: { $0.name == outcome.arrivedAs.host }),
      case .pod(let name, _) = host.role, let pod = snapshot.cluster.pod(name),
      let node = pod.nodeName.flatMap({ snapshot.cluster.node($0) })
    else { return arrived }
    // The pod's own node translated it last: the policies, in FORWARD, came before.
    return node.internalAddresses.contains(arrived) ? sent : arrived
  }
}
