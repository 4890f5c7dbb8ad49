public import Addressing

/// Everything an unprivileged process on the scraper can observe of one target.
public struct ProbeResult: Sendable, Hashable {
  /// What was probed.
  public var target: Endpoint
  /// By which protocol.
  public var transport: AttemptRequest.Transport
  /// The attempts without any limits, in order; never empty.
  public var attempts: [Attempt]
  /// Attempts with a limited TTL, by TTL; empty where nobody traced.
  public var hops: [Hop]
  /// The TTL or hop limit that the answer, a reset or a SYN-ACK, arrived with; nil where it is not known.
  public var answerHopLimit: UInt8?
  /// The way out of this host; nil where the kernel has none.
  public var route: RouteAnswer?
  /// The errno of asking for the way, where there is none.
  public var routeError: ErrorNumber?
  /// This host's own addresses.
  public var ownAddresses: [IPAddress]
  /// What was counted meanwhile.
  public var counters: CounterChange?
  /// What the server said above TCP; nil where nobody asked.
  public var application: ApplicationFacts?

  /// An attempt with a TTL.
  public struct Hop: Sendable, Hashable {
    /// The TTL it was sent with.
    public var hopLimit: UInt8
    /// How it ended.
    public var attempt: Attempt

    /// The attempt with `hopLimit`.
    public init(hopLimit: UInt8, attempt: Attempt) {
      self.hopLimit = hopLimit
      self.attempt = attempt
    }

    /// The router where the TTL ran out; nil where something else happened.
    public var router: IPAddress? {
      guard let icmp = attempt.icmp, icmp.message.meaning == .expired else { return nil }
      return icmp.sender
    }
  }

  /// What was observed.
  public init(
    target: Endpoint, transport: AttemptRequest.Transport, attempts: [Attempt], hops: [Hop] = [],
    answerHopLimit: UInt8? = nil, route: RouteAnswer? = nil, routeError: ErrorNumber? = nil,
    ownAddresses: [IPAddress] = [], counters: CounterChange? = nil
  ) {
    self.target = target
    self.transport = transport
    self.attempts = attempts
    self.hops = hops
    self.answerHopLimit = answerHopLimit
    self.route = route
    self.routeError = routeError
    self.ownAddresses = ownAddresses
    self.counters = counters
  }
}
