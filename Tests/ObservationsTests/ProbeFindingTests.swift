import Addressing
import Testing

@testable import Observations

/// A scraper 192.168.1.10 that asks 10.43.4.242:8082 by 192.168.1.101.
@Suite struct ProbeFindingTests {
  private static let target = Endpoint(IPAddress(v4: 0x0a2b_04f2), port: 8082)
  private static let own = IPAddress(v4: 0xc0a8_010a)
  private static let node = IPAddress(v4: 0xc0a8_0165)

  private func attempt(
    _ outcome: Attempt.Outcome, type: UInt8? = nil, code: UInt8 = 0, from sender: IPAddress? = nil,
    after delay: Duration = .microseconds(400), hopLimit: UInt8? = nil
  ) -> Attempt {
    let reports = type.map {
      [
        ErrorReport(
          error: .connectionRefused,
          origin: .icmp(ICMPMessage(.ipv4, type: $0, code: code), from: sender), delay: delay)
      ]
    }
    return Attempt(
      request: AttemptRequest(Self.target, hopLimit: hopLimit),
      source: Endpoint(Self.own, port: 4000),
      outcome: outcome, delay: delay, reports: reports ?? [])
  }

  private func expired(_ limit: UInt8, at router: IPAddress) -> ProbeResult.Hop {
    .init(
      hopLimit: limit,
      attempt: attempt(.failed(.hostUnreachable), type: 11, from: router, hopLimit: limit))
  }

  private func result(_ attempt: Attempt, hops: [ProbeResult.Hop] = []) -> ProbeResult {
    ProbeResult(
      target: Self.target, transport: .tcp, attempts: [attempt], hops: hops,
      route: RouteAnswer(interface: "eth0", gateway: Self.node, source: Self.own),
      ownAddresses: [Self.own])
  }

  private var refusal: Attempt {
    attempt(.failed(.connectionRefused), type: 3, code: 3, from: Self.target.address)
  }

  @Test func `places a refusal behind the translation when a router spoke in the target's name`() {
    let end = ProbeResult.Hop(hopLimit: 2, attempt: refusal)
    let finding = result(refusal, hops: [expired(1, at: Self.target.address), end]).finding
    #expect(finding.sign == .icmpPort)
    #expect(finding.place == .translated)
    #expect(finding.nearest == Self.node)
  }

  @Test func `places the same refusal at the target where every router spoke for itself`() {
    let end = ProbeResult.Hop(hopLimit: 2, attempt: refusal)
    let finding = result(refusal, hops: [expired(1, at: Self.node), end]).finding
    #expect(finding.place == .target)
    #expect(finding.isTranslated == false)
  }

  @Test func `does not place it where no way was traced`() {
    #expect(result(refusal).finding.place == .unknown)
  }

  @Test func `knows a rule of this host by its own address`() {
    let own = attempt(.failed(.connectionRefused), type: 3, code: 3, from: Self.own)
    #expect(result(own).finding.sign == .rejectedHere)
  }

  @Test(arguments: [(3060, ProbeSign.neighbourHere), (0, .rejectedHere)])
  func `tells an unanswered neighbour from a rule by the delay`(milliseconds: Int, sign: ProbeSign)
  {
    let own = attempt(
      .failed(.hostUnreachable), type: 3, code: 1, from: Self.own,
      after: .milliseconds(milliseconds))
    #expect(result(own).finding.sign == sign)
  }

  @Test func `knows a reset that a forwarding host wrote by its TTL`() {
    var reset = result(
      attempt(.failed(.connectionRefused)),
      hops: [
        expired(1, at: Self.node),
        .init(hopLimit: 2, attempt: attempt(.failed(.connectionRefused))),
      ])
    reset.answerHopLimit = 64
    #expect(reset.finding.sign == .resetByRule)
    reset.answerHopLimit = 63
    #expect(reset.finding.sign == .reset)
  }

  @Test func `says that nothing was sent only where the interface carried less than that`() {
    var silent = result(attempt(.silent))
    silent.counters = CounterChange(sent: 4, transmitted: 4)
    #expect(silent.finding.sign == .silence)
    silent.counters = CounterChange(sent: 4, transmitted: 3)
    #expect(silent.finding.sign == .unsent)
  }

  @Test(arguments: [
    (ErrorNumber.networkUnreachable, ProbeSign.noRouteHere), (.hostUnreachable, .unreachableHere),
    (.accessDenied, .prohibitedHere), (.invalidArgument, .blackholeHere),
    (.notPermitted, .notPermittedHere), (.addressNotAvailable, .noPortHere),
  ])
  func `reads the error of a call that failed at once`(error: ErrorNumber, sign: ProbeSign) {
    let finding = result(attempt(.refusedAtOnce(error))).finding
    #expect(finding.sign == sign)
    #expect(finding.place == .here)
    #expect(finding.clientSees == error.name)
  }
}
