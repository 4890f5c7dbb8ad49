public import Simulation

/// Whether a target can be reached.
public enum Reachability: String, Sendable, Hashable {
  case reachable
  case blocked
  /// The evidence does not suffice.
  case undecided
}

extension Reachability {
  /// What the outcomes of one walk say together: an outcome that is sure to occur and does not arrive
  /// blocks, even when another one arrives.
  public init(_ walk: Walk) {
    let judged = walk.outcomes.map(Self.init(outcome:))
    if judged.allSatisfy({ $0 == .reachable }) {
      self = .reachable
    } else if zip(walk.outcomes, judged).contains(where: { $0.probability != nil && $1 == .blocked }
    )
      || judged.allSatisfy({ $0 == .blocked })
    {
      self = .blocked
    } else {
      self = .undecided
    }
  }

  /// What one outcome says.
  public init(outcome: Outcome) {
    switch outcome.disposition {
    case .delivered: self = outcome.clientSees == "timeout" ? .blocked : .reachable
    case .undecided, .leavesNetwork: self = .undecided
    case .rejected, .dropped, .noRoute, .routeRejected, .neighbourUnreachable,
      .forwardingDisabled, .reversePathFiltered, .notListening, .replyLost, .loop:
      self = .blocked
    }
  }

  /// The worst of several: blocked before undecided before reachable.
  public init(worstOf all: [Reachability]) {
    self = all.contains(.blocked) ? .blocked : all.contains(.undecided) ? .undecided : .reachable
  }
}
