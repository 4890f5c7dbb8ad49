import Addressing
import Capture
import Diagnosis
import Kernel
import Observations
import Probing
import Simulation
import Snapshots

/// Asks a living network: makes real attempts from the scraper, captures them on every host that can be
/// entered, and reads the counters of the rules that the prediction names, before and after.
struct LiveWitnesses {
  /// The network, its living hosts and their namespaces.
  let network: LoadedNetwork
  /// What was predicted.
  let prediction: Diagnosis
  /// The source address that was asked for; nil for the host's own choice.
  let source: IPAddress?

  /// How many endpoints of a target are tried.
  private static let endpoints = 4

  /// What they saw; nil where the scraper is not a living host.
  func question() throws -> Witnesses? {
    guard let host = sourceHost, let namespace = network.namespaces[host] else { return nil }
    var witnesses = Witnesses(host: host)
    let capture = openCapture(&witnesses)
    for walk in prediction.walks.prefix(Self.endpoints) {
      let request = AttemptRequest(
        Endpoint(walk.flow.destination, port: walk.flow.port), source: source)
      let probed = try entering(namespace) {
        Result { () throws(ProbeError) in try Probe(request).run() }
      }
      switch probed {
      case .success(let result): witnesses.probes.append(result)
      case .failure(let error): witnesses.missing.append("no attempt was made: \(error)")
      }
    }
    readCapture(capture, &witnesses)
    witnesses.counters = try counters()
    return witnesses
  }

  /// The living host that the attempts come from.
  private var sourceHost: String? {
    if let host = prediction.source?.host { return host }
    return network.snapshot.hosts.first { $0.role == .scraper }?.name
  }

  private func entering<Value>(
    _ namespace: NetworkNamespace, _ body: () -> Value
  ) throws -> Value {
    do throws(KernelError) {
      return try namespace.perform { () throws(KernelError) in body() }
    } catch {
      throw error.exit
    }
  }

  // MARK: Packets

  /// Opens every interface of every living host; where that is not permitted, says so.
  private func openCapture(_ witnesses: inout Witnesses) -> CaptureSession? {
    guard let flow = prediction.walks.first?.flow else { return nil }
    let translated = prediction.walks.flatMap(\.outcomes).map { outcome in
      Flow(
        from: outcome.arrivedAs.source, to: outcome.arrivedAs.destination,
        port: outcome.arrivedAs.port, transport: flow.transport)
    }
    let others = prediction.walks.dropFirst().map(\.flow) + translated
    let filter = WireFilter(flow, translated: others.filter { $0.destination != flow.destination })
    var sources: [PacketSource] = []
    for (host, namespace) in network.namespaces.sorted(by: { $0.key < $1.key }) {
      let label = network.namespaces.count > 1 ? host : nil
      do {
        sources += try namespace.perform { () throws(CaptureError) in
          try Self.sources(label: label, filter: filter.expression)
        }
      } catch {
        witnesses.missing.append("no packets were captured on \(host): \(error)")
      }
    }
    return sources.isEmpty ? nil : CaptureSession(sources)
  }

  /// Every interface of this thread's namespace; where there are many, all of them as one. Only the
  /// headers are kept: each packet takes a frame of the ring as long as the longest that may come.
  private static func sources(
    label: String?, filter: String
  ) throws(CaptureError) -> [PacketSource] {
    let up = PacketSource.interfacesUp()
    var sources: [PacketSource] = []
    for name in up.count > 12 ? ["any"] : up {
      sources.append(
        try PacketSource(
          interface: name, label: label.map { "\($0)/\(name)" }, filter: filter,
          snapLength: 512, bufferBytes: 1 << 20))
    }
    return sources
  }

  private func readCapture(_ session: CaptureSession?, _ witnesses: inout Witnesses) {
    guard let session else { return }
    var story = WireStory()
    for packet in session.waiting() { story.add(packet) }
    let flows = prediction.walks.map(\.flow)
    witnesses.wire = flows.prefix(1).flatMap { story.findings(about: $0) }
    let lost = session.statistics.reduce(0) { $0 + $1.dropped }
    if lost > 0 { witnesses.missing.append("the kernel dropped \(lost) packets of the capture") }
  }

  // MARK: Counters

  /// The counters of the rules that end the predicted ways, read again now.
  private func counters() throws -> [CounterWitness] {
    let rules = prediction.walks.flatMap(\.outcomes).map(\.decidedBy)
      .filter { $0.kind == .rule || $0.kind == .policy }
    var found: [CounterWitness] = []
    for (host, rules) in Dictionary(grouping: rules, by: \.host) {
      guard let namespace = network.namespaces[host], let before = network.snapshot[host: host]
      else { continue }
      let after = try LiveHost(NamedHost(name: host, namespace: namespace)).read()
      for rule in Set(rules) {
        if let old = before.packets(countedBy: rule), let new = after.packets(countedBy: rule) {
          found.append(CounterWitness(rule, before: old, after: new))
        }
      }
    }
    return found
  }
}
