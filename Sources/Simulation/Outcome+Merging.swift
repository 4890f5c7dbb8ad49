extension Outcome {
  init(_ ending: Ending, _ tape: DecisionTape, _ trail: Trail) {
    let packet = ending.packet.packet
    let isRandom = ending.packet.connection?.replyPortIsRandom == true || trail.sourcePortIsRandom
    self.init(
      probability: tape.probability, assuming: tape.assumptions,
      disposition: ending.disposition, rejectedWith: ending.rejectedWith,
      clientSees: ending.clientSees, decidedBy: ending.decidedBy,
      arrivedAs: Arrival(
        host: ending.host.name, source: packet.source,
        sourcePort: isRandom ? nil : packet.sourcePort, destination: packet.destination,
        port: packet.destinationPort),
      steps: trail.steps)
  }

  /// What is left when there are more combinations than are tried.
  static func tooManyBranches(_ ending: Ending) -> Outcome {
    Outcome(
      probability: nil, assuming: ["one of the combinations that were not tried"],
      disposition: .undecided, rejectedWith: nil, clientSees: "unknown",
      decidedBy: DecidedBy(
        host: ending.host.name, kind: .unknown,
        text: "more than \(Simulator.maximumRuns) combinations are possible"),
      arrivedAs: Arrival(
        host: ending.host.name, source: ending.packet.packet.source, sourcePort: nil,
        destination: ending.packet.packet.destination,
        port: ending.packet.packet.destinationPort), steps: [])
  }

  /// Joins the outcomes that end alike: what cannot matter does not show.
  static func merge(_ outcomes: [Outcome]) -> [Outcome] {
    var order: [End] = []
    var groups: [End: [Outcome]] = [:]
    for outcome in outcomes {
      let end = End(outcome)
      if groups[end] == nil { order.append(end) }
      groups[end, default: []].append(outcome)
    }
    let merged = order.compactMap { groups[$0].flatMap(join) }
    return merged.count == 1 ? merged.map(\.certain) : merged.sorted(by: isMoreLikely)
  }

  /// What makes two outcomes the same.
  private struct End: Hashable {
    let disposition: Disposition
    let rejectedWith: String?
    let clientSees: String
    let decidedBy: DecidedBy
    let arrivedAs: Arrival

    init(_ outcome: Outcome) {
      disposition = outcome.disposition
      rejectedWith = outcome.rejectedWith
      clientSees = outcome.clientSees
      decidedBy = outcome.decidedBy
      arrivedAs = outcome.arrivedAs
    }
  }

  private static func join(_ alike: [Outcome]) -> Outcome? {
    guard var result = alike.first else { return nil }
    let known = alike.compactMap(\.probability)
    result.probability = known.count == alike.count ? known.reduce(0, +) : nil
    result.assuming = reduce(alike.map { Set($0.assuming) }, order: alike.flatMap(\.assuming))
    return result
  }

  /// The assumptions that remain when branches that differ in one answer only are put together.
  private static func reduce(_ branches: [Set<String>], order: [String]) -> [String] {
    var sets = Array(Set(branches))
    var changed = true
    while changed {
      changed = false
      search: for left in sets {
        for right in sets where left != right {
          let difference = left.symmetricDifference(right)
          guard difference.count == 2, let one = difference.first,
            difference.contains("not: " + one)
              || one.hasPrefix("not: ")
                && difference.contains(String(one.dropFirst(5)))
          else { continue }
          sets.removeAll { $0 == left || $0 == right }
          sets.append(left.intersection(right))
          changed = true
          break search
        }
      }
    }
    if sets.contains([]) { return [] }
    let position = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let texts = sets.map { set in
      set.sorted { position[$0, default: 0] < position[$1, default: 0] }
    }.sorted { ($0.count, $0.first ?? "") < ($1.count, $1.first ?? "") }
    if texts.count == 1 { return texts[0] }
    return [texts.map { $0.joined(separator: " and ") }.joined(separator: "; or ")]
  }

  /// The only way it can end: nothing has to be assumed for it.
  private var certain: Outcome {
    var outcome = self
    outcome.probability = 1
    outcome.assuming = []
    return outcome
  }

  private static func isMoreLikely(_ left: Outcome, _ right: Outcome) -> Bool {
    (left.probability ?? -1) > (right.probability ?? -1)
  }
}
