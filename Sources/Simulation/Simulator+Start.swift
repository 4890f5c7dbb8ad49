import Addressing
import Routing
import Snapshots

/// A walk that cannot begin.
struct NoStart: Error {
  let walk: Walk
}

extension Simulator {
  /// Where the first packet starts, or the walk that says why it cannot.
  func starts(_ request: WalkRequest) -> Result<Start, NoStart> {
    if let name = request.host { return arrival(at: name, request) }
    guard let source = request.flow.source else {
      guard let scraper = network.hosts.first(where: { $0.role == .scraper }) else {
        return none(request, "no host of the snapshot is the scraper: say where from with --from")
      }
      return .success(.host(scraper))
    }
    if let owner = network.owner(of: source) { return .success(.host(owner)) }
    return outside(source, request)
  }

  private func arrival(at name: String, _ request: WalkRequest) -> Result<Start, NoStart> {
    guard let host = network.hosts.first(where: { $0.name == name }) else {
      return none(request, "the snapshot has no host called \(name)")
    }
    if let interface = request.inInterface {
      guard let link = host.linkIndex[interface] else {
        return none(request, "\(name) has no interface called \(interface)")
      }
      return .success(.arrival(host, link))
    }
    guard let source = request.flow.source, let link = host.link(towards: source) else {
      return none(request, "say by which interface the packet comes in to \(name)")
    }
    return .success(.arrival(host, link))
  }

  /// A source that no recorded host has: the packet comes in where the cluster is entered.
  private func outside(_ source: IPAddress, _ request: WalkRequest) -> Result<Start, NoStart> {
    let destination = request.flow.destination
    let entries = network.hosts.filter { !$0.isPod && $0.role != .scraper }
    let host = entries.first { $0.ownsAnywhere(destination) } ?? entries.first
    guard let host, let link = host.link(towards: source) else {
      return none(request, "no host of the snapshot has the address \(source)")
    }
    return .success(.arrival(host, link))
  }

  private func none(_ request: WalkRequest, _ reason: String) -> Result<Start, NoStart> {
    let flow = request.flow
    let outcome = Outcome(
      probability: 1, assuming: [], disposition: .undecided, rejectedWith: nil,
      clientSees: "unknown", decidedBy: DecidedBy(host: "", kind: .unknown, text: reason),
      arrivedAs: Arrival(
        host: "", source: flow.source ?? .zero(flow.destination.family),
        sourcePort: flow.sourcePort, destination: flow.destination, port: flow.port), steps: [])
    return .failure(NoStart(walk: Walk(flow: flow, outcomes: [outcome])))
  }
}
