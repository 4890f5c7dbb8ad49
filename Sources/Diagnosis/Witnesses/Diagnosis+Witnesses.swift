import Addressing
import Observations
import Simulation

extension Diagnosis {
  /// The same diagnosis, held against what was observed. Where a witness contradicts it, it is
  /// undecided and says what disagrees.
  public func heldAgainst(_ witnesses: Witnesses) -> Diagnosis {
    var held = self
    held.notes += witnesses.missing
    let disagreements = held.disagreements(with: witnesses)
    if disagreements.isEmpty {
      held.concludeFromAttempts(witnesses)
    } else {
      held.verdict = .undecided
      held.notes = disagreements + held.notes
    }
    return held
  }

  /// What the attempts decide that the walk left open.
  private mutating func concludeFromAttempts(_ witnesses: Witnesses) {
    guard verdict == .undecided, !witnesses.probes.isEmpty else { return }
    let signs = witnesses.probes.map(\.finding.sign)
    if signs.allSatisfy({ $0 == .answered }) {
      verdict = .reachable
      notes.append("a connection was made, although the recorded part of the way does not decide")
      causes.removeAll { $0.certainty == .possible }
    } else if !signs.contains(.unknown), signs.contains(where: { $0 != .answered }) {
      verdict = .blocked
      addCandidates(witnesses)
    }
  }

  /// Where nothing is known of the other hosts: what remains possible, and what would decide.
  private mutating func addCandidates(_ witnesses: Witnesses) {
    guard !causes.contains(where: { $0.certainty != .possible }),
      let probe = witnesses.probes.first(where: { $0.finding.sign != .answered })
    else { return }
    let known = Set(causes.map(\.id.rawValue))
    for candidate in probe.candidates where !known.contains(candidate.cause) {
      var cause = Cause(CauseID(rawValue: candidate.cause), .possible, candidate.because)
      cause.decide = probe.command(for: candidate.decision)
      causes.append(cause)
    }
  }

  // MARK: Agreement

  /// A sentence for each witness that contradicts the prediction.
  private func disagreements(with witnesses: Witnesses) -> [String] {
    var found: [String] = []
    for probe in witnesses.probes {
      let sees = probe.finding.clientSees
      let ways = walks.filter { $0.flow.destination == probe.target.address }
      let predicted = Set(ways.flatMap(\.outcomes).map(\.clientSees))
      let isDefinite = !ways.isEmpty && !predicted.contains("unknown")
      if isDefinite, sees != "unknown", !predicted.contains(sees),
        !(sees == "connected" && predicted.contains("answered"))
      {
        found.append(
          """
          witnesses disagree: the rules and routes say that \(probe.target) ends in \
          \(predicted.sorted().joined(separator: " or ")), but a real attempt saw \(sees): something \
          that was not read decides, or it changed meanwhile
          """)
      }
    }
    return found + silentCounters(witnesses)
  }

  /// A rule that is said to refuse must have counted the attempt.
  private func silentCounters(_ witnesses: Witnesses) -> [String] {
    witnesses.counters.filter { !$0.moved }.compactMap { counter in
      // With several ways a single attempt need not have taken this one.
      guard walks.allSatisfy({ $0.outcomes.count == 1 }) else { return nil }
      return """
        witnesses disagree: \(counter.rule.host) \(counter.rule.chain ?? "")\
        \(counter.rule.position.map { "#\($0)" } ?? "") should have decided, but it counted no packet \
        (\(counter.before)): the attempt did not get there, or another rule decided
        """
    }
  }
}
