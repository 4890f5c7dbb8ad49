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
      guard let scraper = network.scraper else {
        return none(request, "no host of the snapshot is the scraper: say where from with --from")
      }
      return .success(.host(scraper))
    }
    if source.isLoopback, let scraper = network.scraper { return .success(.host(scraper)) }
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

  /// A source that no recorded host has: the packet comes in where the cluster is entered, at the
  /// owner of its destination, else a node, else another machine, that has a way to the source.
  private func outside(_ source: IPAddress, _ request: WalkRequest) -> Result<Start, NoStart> {
    let destination = request.flow.destination
    let entries = network.hosts.filter { !$0.isPod && $0.role != .scraper }
    let ordered =
      entries.filter { $0.ownsAnywhere(destination) } + entries.filter(\.isNode) + entries
    for host in ordered {
      if let link = host.link(towards: source) { return .success(.arrival(host, link)) }
    }
    return none(
      request,
      """
      no host of the snapshot has the address \(source), and none that could take its packets in \
      has a route to it: record the host that has it
      """)
  }

  /// What is taken for granted about where the first packet comes in; nil where nothing is.
  func entryAssumption(_ start: Start, _ request: WalkRequest) -> String? {
    guard request.host == nil, case .arrival(let host, let link) = start,
      let source = request.flow.source
    else { return nil }
    return """
      \(source), which no recorded host has, comes in at \(host.name) by \
      \(host.linkName(link))
      """
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
