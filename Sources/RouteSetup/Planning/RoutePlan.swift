import Addressing
public import Routing

/// What makes the networks of a cluster reachable from a host, step by step.
public struct RoutePlan: Sendable, Hashable {
  /// The host it was made for.
  public var host: String
  /// What shall be reached, as it was when the plan was made.
  public var networks: ClusterNetworks
  /// What is to be there, in this order.
  public var steps: [SetupStep]
  /// What else should be known.
  public var notes: [String]

  /// A plan for `host`.
  public init(
    host: String, networks: ClusterNetworks, steps: [SetupStep] = [], notes: [String] = []
  ) {
    self.host = host
    self.networks = networks
    self.steps = steps
    self.notes = notes
  }

  /// The routes of one host, those included that are there already.
  public func routes(of host: String) -> [Route] {
    steps.compactMap { step in
      if case .route(let route) = step.action, step.host == host { route } else { nil }
    }
  }

  /// What is still to be done.
  public var missing: [SetupStep] { steps.filter { $0.state == .missing } }
}

/// One thing that must be so on one host.
public struct SetupStep: Sendable, Hashable {
  /// Where.
  public var host: String
  /// What.
  public var action: SetupAction
  /// Why, in a sentence.
  public var reason: String
  /// What it costs, where it costs something.
  public var cost: String?
  /// Whether it is so already.
  public var state: State

  /// Whether a step is to be done.
  public enum State: String, Sendable, Hashable {
    case missing
    /// It is so, and we made it so.
    case ours = "present"
    /// It is so, by somebody else.
    case foreign = "present-not-ours"
    /// Something else stands in its place, which we do not take away.
    case conflict
  }

  /// Whether both ask for the same, for whatever reason.
  public func isSame(as other: SetupStep) -> Bool { host == other.host && action == other.action }

  /// A step.
  public init(
    host: String, _ action: SetupAction, reason: String, cost: String? = nil,
    state: State = .missing
  ) {
    self.host = host
    self.action = action
    self.reason = reason
    self.cost = cost
    self.state = state
  }
}

/// What a step does.
public enum SetupAction: Sendable, Hashable {
  /// A route that must be there.
  case route(Route)
  /// A kernel setting, with the value it has now where that is known.
  case setting(key: String, value: String, before: String?)
  /// A firewall rule.
  case rule(RuleInsertion)
}

/// A rule that is put at the head of a chain.
public struct RuleInsertion: Sendable, Hashable {
  /// The program: `iptables-legacy`, `ip6tables-nft`, `nft`.
  public var program: String
  /// What puts it in.
  public var insert: [String]
  /// What takes it out; for nft the rule's handle is looked up by its comment.
  public var delete: [String]

  /// A rule.
  public init(program: String, insert: [String], delete: [String]) {
    self.program = program
    self.insert = insert
    self.delete = delete
  }
}
