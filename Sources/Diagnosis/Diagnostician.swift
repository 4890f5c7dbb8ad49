public import Addressing
import Cluster
import Simulation
public import Snapshots

/// Finds out why a target of a recorded network cannot be reached, and what mends it.
///
/// Not shared between threads, as its ``Simulator``.
public final class Diagnostician {
  let snapshot: Snapshot
  let simulator: Simulator

  /// A diagnostician of a network.
  public init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    simulator = Simulator(snapshot)
  }

  /// The whole answer. `from` defaults to the address the scraper would send from.
  public func diagnose(
    _ target: Target, from source: IPAddress? = nil
  ) throws(TargetError) -> Diagnosis {
    let endpoints = try target.endpoints(in: snapshot.cluster, family: source?.family)
    let walks = endpoints.map { walk(to: $0, from: source, in: simulator) }
    let seen = observation(of: target, from: source)
    let cases = zip(endpoints, walks).flatMap { self.cases(target, $0, $1, seen) }
    let verdict = Reachability(
      worstOf: walks.map { Reachability(seen.flatMap($0.agreeing(with:)) ?? $0) })
    var causes = Precedence.arrange(Catalogue.examine(cases))
    prove(&causes, target, source)
    return Diagnosis(
      target: target, source: self.source(walks), verdict: verdict,
      symptom: symptom(cases, seen), causes: causes, walks: walks,
      notes: Notes(snapshot, cases, verdict, causes).texts)
  }

  /// The way of a scrape, from the address the scraper would use unless another is given.
  func walk(to endpoint: Endpoint, from source: IPAddress?, in simulator: Simulator) -> Walk {
    let flow = Flow(
      from: source ?? simulator.scraperAddress(to: endpoint.address), to: endpoint.address,
      port: endpoint.port)
    return simulator.walk(WalkRequest(flow), recordingSteps: true)
  }

  /// The ends of a walk that are worth a look: those that do not arrive, else the first. What a probe
  /// really saw decides between ends that rest on assumptions.
  private func cases(
    _ target: Target, _ endpoint: Endpoint, _ walk: Walk, _ seen: Observation?
  ) -> [Case] {
    let agreeing = seen.flatMap(walk.agreeing(with:))
    let outcomes = agreeing?.outcomes ?? walk.outcomes
    let failing = outcomes.filter { Reachability(outcome: $0) != .reachable }
    let chosen = failing.isEmpty ? Array(outcomes.prefix(1)) : Array(failing.prefix(8))
    return chosen.map { Case(snapshot, target, endpoint, walk, $0, isObserved: agreeing != nil) }
  }

  /// What the snapshot's probe saw, when it asked for the same.
  private func observation(of target: Target, from source: IPAddress?) -> Observation? {
    guard let seen = snapshot.observation.value, seen.target == target.text,
      source == nil || seen.source == nil || seen.source == source
    else { return nil }
    return seen
  }

  private func source(_ walks: [Walk]) -> Diagnosis.Source? {
    let address =
      walks.lazy.compactMap(\.flow.source).first
      ?? snapshot.scraper?.globalAddresses(walks.first?.flow.destination.family ?? .ipv4).first
    return address.map { Diagnosis.Source(address: $0, host: snapshot.owner(of: $0)?.name) }
  }

  /// What the scraper sees at the worst of the ends.
  private func symptom(_ cases: [Case], _ seen: Observation?) -> Symptom {
    let worst = cases.first { !$0.isReachable } ?? cases.first
    let sees = worst?.outcome.clientSees ?? "unknown"
    guard let seen else { return Symptom(clientSees: sees) }
    let observed = seen.sees
    if sees == "unknown", let observed {
      var symptom = Symptom(clientSees: observed, observed: true, observation: seen.observed)
      symptom.isLive = seen.isLive
      return symptom
    }
    let expected = cases.first.map { $0.walk.outcomes.map(\.clientSees) } ?? []
    var symptom = Symptom(
      clientSees: sees, observed: observed.map { $0 == sees || expected.contains($0) },
      observation: seen.observed)
    symptom.isLive = seen.isLive
    return symptom
  }

  /// Walks the flow again with each remedy in place.
  private func prove(_ causes: inout [Cause], _ target: Target, _ source: IPAddress?) {
    for cause in causes.indices {
      for remedy in causes[cause].remedies.indices {
        let changes = causes[cause].remedies[remedy].changes
        guard !changes.isEmpty else { continue }
        causes[cause].remedies[remedy].whatIf = whatIf(changes, target, source)
      }
    }
  }

  /// Whether the target is reached after `changes`.
  func whatIf(
    _ changes: [Change], _ target: Target, _ source: IPAddress?
  ) -> Reachability {
    let changed = snapshot.changed(by: changes)
    var endpoints = (try? target.endpoints(in: changed.cluster, family: source?.family)) ?? []
    for case .aim(let endpoint) in changes { endpoints = [endpoint] }
    if endpoints.isEmpty { return .undecided }
    let simulator = Simulator(changed)
    return Reachability(
      worstOf: endpoints.map { Reachability(walk(to: $0, from: source, in: simulator)) })
  }
}

extension Walk {
  /// The walk with only those ends that look as a probe saw it, where the others rest on assumptions;
  /// nil where the observation decides nothing.
  func agreeing(with seen: Observation) -> Walk? {
    guard outcomes.count > 1, outcomes.contains(where: { !$0.assuming.isEmpty }),
      let sees = seen.sees
    else { return nil }
    // An end of which nobody knows what the client sees is contradicted by nothing.
    let agreeing = outcomes.filter { $0.clientSees == sees || $0.clientSees == "unknown" }
    return agreeing.isEmpty || agreeing.count == outcomes.count
      ? nil : Walk(flow: flow, outcomes: agreeing)
  }
}
