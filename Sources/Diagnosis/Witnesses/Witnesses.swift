public import Addressing
public import Observations
public import Simulation
public import Snapshots

/// What was observed of a target while its way was predicted: who answered a real attempt, what was on
/// the wire, and which rules counted it.
public struct Witnesses: Sendable {
  /// A probe of each endpoint that was tried.
  public var probes: [ProbeResult]
  /// The host they were made on.
  public var host: String?
  /// What the packets showed that were captured meanwhile.
  public var wire: [WireFinding]
  /// The rules whose counters were read before and after.
  public var counters: [CounterWitness]
  /// Why a witness is missing: `no packets were captured: it needs CAP_NET_RAW`.
  public var missing: [String]

  /// Witnesses.
  public init(
    probes: [ProbeResult] = [], host: String? = nil, wire: [WireFinding] = [],
    counters: [CounterWitness] = [], missing: [String] = []
  ) {
    self.probes = probes
    self.host = host
    self.wire = wire
    self.counters = counters
    self.missing = missing
  }
}

extension Witnesses {
  /// The attempt that says most, as a snapshot keeps it: one that failed, else one that succeeded.
  public func observation(of target: Target, from source: IPAddress?) -> Piece<Observation> {
    let failed = probes.first { $0.finding.sign != .answered }
    guard let probe = failed ?? probes.first else { return .missing(file: "probe/result.json") }
    let sees = probe.finding.clientSees
    var seen = Observation(
      host: host, source: source, target: target.text, transport: probe.transport.rawValue,
      observed: sees, clientSees: sees)
    seen.isLive = true
    return .present(seen)
  }
}

/// A rule, or a policy, and how many packets it had counted before and after the attempt.
public struct CounterWitness: Sendable, Hashable {
  /// The rule that the prediction says decides.
  public var rule: DecidedBy
  /// Packets before.
  public var before: UInt64
  /// Packets after.
  public var after: UInt64

  /// A rule that counted.
  public init(_ rule: DecidedBy, before: UInt64, after: UInt64) {
    self.rule = rule
    self.before = before
    self.after = after
  }

  /// Whether it counted anything meanwhile. That another flow was counted cannot be excluded; that
  /// nothing was counted excludes that the rule saw the attempt.
  public var moved: Bool { after > before }
}
