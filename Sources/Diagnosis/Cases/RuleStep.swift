import Addressing
public import Firewall
import Simulation
import Snapshots

/// A rule that matched on the way.
public struct RuleStep: Sendable {
  /// The chain it is in.
  public var place: ChainPlace
  /// Its number in the chain, from 1.
  public var position: Int
  /// The rule.
  public var rule: IPTablesRule
  /// Which of the walk's steps it is, from 0.
  public var step: Int

  /// Where it is, as evidence says it: `filter/FORWARD#2`.
  public var placeText: String { "\(place.table)/\(place.chain)#\(position)" }
  /// The rule as `iptables-save` prints it.
  public var text: String { rule.text(inChain: place.chain, family: place.family) }
}

extension Snapshot {
  /// The iptables rules among the steps of an outcome: a step says its table, chain and position; the
  /// backend is the one whose rule there reads the same.
  func ruleSteps(_ outcome: Outcome) -> [RuleStep] {
    outcome.steps.enumerated().compactMap { index, step in
      guard let hash = step.stage.lastIndex(of: "#"), let slash = step.stage.firstIndex(of: "/"),
        let position = Int(step.stage[step.stage.index(after: hash)...])
      else { return nil }
      let table = String(step.stage[..<slash])
      let chain = String(step.stage[step.stage.index(after: slash)..<hash])
      for backend in RuleBackend.allCases {
        let family = outcome.arrivedAs.destination.family
        let place = ChainPlace(
          host: step.host, backend: backend, family: family, table: table, chain: chain)
        guard let rules = self.chain(place)?.rules, rules.indices.contains(position - 1),
          rules[position - 1].text(inChain: chain) == step.text
        else { continue }
        return RuleStep(place: place, position: position, rule: rules[position - 1], step: index)
      }
      return nil
    }
  }
}

extension IPTablesRule {
  /// The text of `-m comment`.
  var comment: String? { match(CommentMatch.self)?.comment }

  /// The first match of a type.
  func match<Match: MatchExtension>(_ type: Match.Type) -> Match? {
    for match in matches {
      if let match = match as? Match { return match }
    }
    return nil
  }

  /// Every match of a type.
  func all<Match: MatchExtension>(_ type: Match.Type) -> [Match] {
    matches.compactMap { $0 as? Match }
  }

  /// The chain it jumps or goes to.
  var callee: String? {
    switch target {
    case .jump(let chain), .goto(let chain): chain
    case .none, .accept, .drop, .return, .extension: nil
    }
  }

  /// Whether it ends the way of a packet that meets it without letting it through.
  var blocks: Bool {
    switch target {
    case .drop: true
    case .extension(let target): target is RejectTarget
    case .none, .accept, .return, .jump, .goto: false
    }
  }
}
