public import Cluster

/// What the NetworkPolicies of a cluster say of a connection, and why.
public struct PolicyDecision: Sendable, Hashable {
  /// What the policies of the destination say.
  public var ingress: DirectionDecision
  /// What the policies of the source say.
  public var egress: DirectionDecision
  /// What else should be known: assumptions, traffic outside the model, other kinds of policies.
  public var notes: [PolicyNote]

  /// Whether the connection is allowed: both directions must allow it.
  public var allowed: Bool { ingress.allowed && egress.allowed }

  /// Allowed, denied, or open where the objects do not suffice.
  public var verdict: PolicyVerdict {
    if allowed { return .allowed }
    let denied = [ingress, egress].contains { !$0.allowed && !$0.isUndecided }
    return denied ? .denied : .undecided
  }

  /// A decision.
  public init(ingress: DirectionDecision, egress: DirectionDecision, notes: [PolicyNote] = []) {
    self.ingress = ingress
    self.egress = egress
    self.notes = notes
  }
}

/// The one word of a decision.
public enum PolicyVerdict: String, Sendable, Hashable {
  case allowed
  case denied
  case undecided
}

/// What the policies say of one direction.
public enum DirectionDecision: Sendable, Hashable {
  /// The policies do not decide: the end is no pod of its own, or something exempts the connection.
  /// The policies that isolate the pod against all others are named beside it.
  case exempt(Exemption, isolatedBy: [ObjectName])
  /// No policy isolates the pod in this direction, so that all is allowed.
  case notIsolated(pod: ObjectName)
  /// Policies isolate the pod, and these rules admit the connection.
  case admitted(pod: ObjectName, isolatedBy: [ObjectName], by: [Admission])
  /// Policies isolate the pod, and none admits the connection; each refusal says what is missing.
  case denied(pod: ObjectName, isolatedBy: [ObjectName], refusals: [Refusal])
  /// A cluster-wide policy decides before NetworkPolicies, or after them for want of any.
  case ruled(
    pod: ObjectName, isolatedBy: [ObjectName], by: ClusterAdmission, accepted: Bool)
  /// The objects do not suffice.
  case undecided(pod: ObjectName, because: [OpenQuestion])

  /// Whether the direction allows the connection.
  public var allowed: Bool {
    switch self {
    case .exempt, .notIsolated, .admitted: true
    case .denied, .undecided: false
    case .ruled(_, _, _, let accepted): accepted
    }
  }

  /// Whether the objects do not suffice for a decision.
  public var isUndecided: Bool {
    if case .undecided = self { true } else { false }
  }

  /// What a decision would need to know.
  public var openQuestions: [OpenQuestion] {
    if case .undecided(_, let questions) = self { questions } else { [] }
  }

  /// Whether any policy isolates the pod in this direction.
  public var isolated: Bool {
    switch self {
    case .exempt(_, let policies), .ruled(_, let policies, _, _): !policies.isEmpty
    case .notIsolated, .undecided: false
    case .admitted, .denied: true
    }
  }

  /// The policies that isolate the pod in this direction.
  public var isolatedBy: [ObjectName] {
    switch self {
    case .notIsolated, .undecided: []
    case .exempt(_, let policies), .admitted(_, let policies, _), .denied(_, let policies, _),
      .ruled(_, let policies, _, _):
      policies
    }
  }

  /// The rules that admit the connection.
  public var admissions: [Admission] {
    switch self {
    case .exempt, .notIsolated, .denied, .ruled, .undecided: []
    case .admitted(_, _, let admissions): admissions
    }
  }

  /// Why each rule of each isolating policy does not admit the connection.
  public var refusals: [Refusal] {
    switch self {
    case .exempt, .notIsolated, .admitted, .ruled, .undecided: []
    case .denied(_, _, let refusals): refusals
    }
  }
}

/// Why NetworkPolicies do not apply to one end.
public enum Exemption: Sendable, Hashable {
  /// The end is an address outside the cluster's pods.
  case notAPod
  /// The pod shares its node's network, for which the specification defines nothing.
  case hostNetwork(ObjectName)
  /// The connection comes from the node the pod runs on.
  case ownNode(String)
  /// The pod talks to itself.
  case itself(ObjectName)
  /// The pod has ended; its address may be another's.
  case finished(ObjectName)
}

/// A rule of a policy that admits a connection; positions count from 0.
public struct Admission: Sendable, Hashable {
  /// The policy.
  public var policy: ObjectName
  /// Which of its sections.
  public var direction: PolicyDirection
  /// The rule's position.
  public var rule: Int
  /// The position of the peer in `from` or `to`; nil where the rule admits everyone.
  public var peer: Int?
  /// The position of the port in `ports`; nil where the rule admits every port.
  public var port: Int?

  /// A rule that admits.
  public init(
    policy: ObjectName, direction: PolicyDirection, rule: Int, peer: Int?, port: Int?
  ) {
    self.policy = policy
    self.direction = direction
    self.rule = rule
    self.peer = peer
    self.port = port
  }
}

extension Admission: CustomStringConvertible {
  /// `NS/POLICY ingress[0].from[1]`.
  public var description: String {
    let section = direction.rawValue.lowercased()
    let list = direction == .ingress ? "from" : "to"
    return "\(policy) \(section)[\(rule)]" + (peer.map { ".\(list)[\($0)]" } ?? "")
  }
}
