import Addressing
import Glibc
public import Observations

/// A probe of one target: attempts, and what more is tried to tell why they fail.
///
/// It needs no privilege, and it blocks: run it on a thread of its own, not inside a task. Sockets
/// are opened in the network namespace of the calling thread.
public struct Probe: Sendable {
  /// What one attempt is.
  public var request: AttemptRequest
  /// How many attempts are made at once.
  public var count: Int
  /// Whether attempts with limited TTLs follow.
  public var tracing: Tracing

  /// When attempts with limited TTLs are made.
  public enum Tracing: Sendable, Hashable {
    case never
    /// Where an attempt failed on the wire.
    case onFailure
    case always
  }

  /// A probe that makes `count` attempts of `request`.
  public init(_ request: AttemptRequest, count: Int = 1, tracing: Tracing = .onFailure) {
    self.request = request
    self.count = max(1, count)
    self.tracing = tracing
  }

  /// Makes one attempt and returns how it ended.
  public static func attempt(_ request: AttemptRequest) throws(ProbeError) -> Attempt {
    try AttemptWave([request]).attempts[0]
  }

  /// Probes.
  public func run() throws(ProbeError) -> ProbeResult {
    if let source = request.source, source.family != request.destination.address.family {
      throw .familiesDiffer(source: "\(source)", target: "\(request.destination)")
    }
    var result = ProbeResult(
      target: request.destination, transport: request.transport, attempts: [],
      ownAddresses: ownAddresses())
    askRoute(&result)
    let before = CounterReading(interface: request.interface ?? result.route?.interface)
    let wave = try AttemptWave(Array(repeating: request, count: count))
    result.attempts = wave.attempts
    var sent = wave.sent
    if shallTrace(result) {
      var trace = Trace(request)
      try trace.run()
      result.hops = trace.hops
      sent += trace.sent
    }
    if let decisive = result.decisive, decisive.isReset || tracing == .always {
      let distance = try AnswerDistance(request, roundTrip: decisive.delay)
      result.answerHopLimit = distance.hopLimit
      sent += distance.sent
    }
    // A failed neighbour shows only after it was asked.
    askRoute(&result)
    result.counters = change(since: before, sent, result)
    return result
  }

  private func askRoute(_ result: inout ProbeResult) {
    let question = RouteQuestion(to: request.destination.address, from: request.source)
    do {
      result.route = try question.ask()
      result.routeError = nil
    } catch {
      result.route = nil
      result.routeError = error.error
    }
  }

  /// What was counted; looked at twice where packets seem to be missing, for some drivers report late.
  private func change(
    since before: CounterReading, _ sent: Int, _ result: ProbeResult
  ) -> CounterChange {
    let interface = request.interface ?? result.route?.interface
    let change = CounterReading(interface: interface).change(since: before, sent: sent)
    guard change.keptBack, result.route?.isLocal == false,
      result.route?.neighbour?.isUnresolved != true
    else { return change }
    usleep(1_200_000)
    return CounterReading(interface: interface).change(since: before, sent: sent)
  }

  /// Whether the TTL can tell more: not for what never left this host.
  private func shallTrace(_ result: ProbeResult) -> Bool {
    guard let attempt = result.decisive, result.route?.isLocal != true else { return false }
    switch tracing {
    case .never: return false
    case .always: break
    case .onFailure: if attempt.isAnswered { return false }
    }
    if case .refusedAtOnce = attempt.outcome { return false }
    // What this host refused itself did not travel.
    if let sender = attempt.icmp?.sender, result.ownAddresses.contains(sender) { return false }
    return true
  }
}
