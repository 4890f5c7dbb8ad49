public import Addressing

/// The way of one flow: one outcome where it is certain, several where it is not.
public struct Walk: Sendable {
  /// What was walked, its source address filled in.
  public var flow: Flow
  /// The ways it can end, most likely first.
  public var outcomes: [Outcome]

  /// A walk of `flow`.
  public init(flow: Flow, outcomes: [Outcome]) {
    self.flow = flow
    self.outcomes = outcomes
  }
}

/// One way a flow can end.
public struct Outcome: Sendable {
  /// How likely it is; nil where something had to be assumed.
  public var probability: Double?
  /// What was assumed because the snapshot does not tell.
  public var assuming: [String]
  /// How it ends.
  public var disposition: Disposition
  /// With what it was refused: `icmp-port-unreachable`, `tcp-reset`.
  public var rejectedWith: String?
  /// What the client sees: `ECONNREFUSED`, `timeout`, `connected`.
  public var clientSees: String
  /// What ended it.
  public var decidedBy: DecidedBy
  /// The packet as translated where the way ended.
  public var arrivedAs: Arrival
  /// What happened on the way; empty unless asked for.
  public var steps: [Step]
}

/// A packet where its way ended.
public struct Arrival: Sendable, Hashable {
  /// The host.
  public var host: String
  /// Its source address there.
  public var source: IPAddress
  /// Its source port there; nil where it was drawn at random.
  public var sourcePort: UInt16?
  /// Its destination address there.
  public var destination: IPAddress
  /// Its destination port there.
  public var port: UInt16
}
