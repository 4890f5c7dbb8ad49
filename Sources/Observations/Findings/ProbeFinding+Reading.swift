import Addressing

extension ProbeResult {
  /// The attempt that says most: the first that failed, else the first.
  public var decisive: Attempt? { attempts.first { !$0.isAnswered } ?? attempts.first }

  /// What the observations mean.
  public var finding: ProbeFinding {
    guard let attempt = decisive else {
      return ProbeFinding(sign: .unknown, place: .unknown, clientSees: "unknown")
    }
    var finding = reading(of: attempt)
    finding.isTranslated = finding.place == .translated ? true : isTranslated
    finding.nearest = finding.place == .here ? nil : nearest(to: finding)
    return finding
  }

  private func reading(of attempt: Attempt) -> ProbeFinding {
    if let icmp = attempt.icmp { return reading(of: attempt, icmp: icmp) }
    switch attempt.outcome {
    case .connected, .answered:
      return ProbeFinding(sign: .answered, place: .target, clientSees: "connected")
    case .refusedAtOnce(let error):
      return ProbeFinding(sign: sign(atOnce: error), place: .here, clientSees: error.name)
    case .failed(let error):
      if attempt.isReset { return reset(error) }
      if error == .hostUnreachable, route?.neighbour?.isUnresolved == true {
        return ProbeFinding(sign: .neighbourHere, place: .here, clientSees: error.name)
      }
      return ProbeFinding(sign: .unknown, place: .unknown, clientSees: error.name)
    case .silent:
      return silence
    }
  }

  private func sign(atOnce error: ErrorNumber) -> ProbeSign {
    switch error {
    case .networkUnreachable: .noRouteHere
    case .hostUnreachable: .unreachableHere
    case .accessDenied: .prohibitedHere
    case .invalidArgument: .blackholeHere
    case .notPermitted: .notPermittedHere
    case .addressNotAvailable:
      attempts.contains { $0.request.source != nil } && !hasSource
        ? .noSourceHere : .noPortHere
    case .tooManyFiles: .noPortHere
    case .connectionRefused: route?.isLocal == true ? .reset : .rejectedHere
    case _: .unknown
    }
  }

  private var hasSource: Bool {
    attempts.contains { $0.request.source.map(ownAddresses.contains) ?? true }
  }

  // MARK: ICMP

  private func reading(
    of attempt: Attempt, icmp: (message: ICMPMessage, sender: IPAddress?, delay: Duration)
  ) -> ProbeFinding {
    let error = attempt.reports.first { $0.delay == icmp.delay }?.error ?? .connectionRefused
    var finding = ProbeFinding(
      sign: .icmpOther, place: place(of: icmp.sender), sender: icmp.sender, message: icmp.message,
      clientSees: error.name)
    if let sender = icmp.sender, isOwn(sender), route?.isLocal != true {
      // Our own kernel wrote it: a rule of OUTPUT at once, an unanswered ARP request after seconds.
      let isLate = icmp.delay > Self.late || route?.neighbour?.isUnresolved == true
      finding.sign = icmp.message.meaning == .host && isLate ? .neighbourHere : .rejectedHere
      finding.place = .here
      return finding
    }
    finding.sign =
      switch icmp.message.meaning {
      case .port: .icmpPort
      case .prohibited: .icmpProhibited
      case .network: .icmpNetwork
      case .host: icmp.delay > Self.late ? .icmpNeighbour : .icmpHost
      case .expired: .loop
      case .protocolUnknown, .tooBig, .other: .icmpOther
      }
    return finding
  }

  /// From here on an unreachable host is one nobody answers for: ARP and ND ask for three seconds.
  private static let late = Duration.milliseconds(800)

  private func isOwn(_ address: IPAddress) -> Bool {
    ownAddresses.contains(address) || attempts.contains { $0.source?.address == address }
  }

  /// Where the sender of an ICMP error stands.
  private func place(of sender: IPAddress?) -> ProbePlace {
    guard let sender else { return .unknown }
    guard sender == target.address else { return .hop }
    // The target's own address: its host, or, after a DNAT, conntrack's translation of the sender.
    return isTranslated.map { $0 ? .translated : .target } ?? .unknown
  }

  /// Whether the target's address was seen to forward: only a host that translates it does.
  private var isTranslated: Bool? {
    if hops.contains(where: { $0.router == target.address }) { return true }
    guard let end = endOfWay else { return silentHops.isEmpty && !hops.isEmpty ? false : nil }
    // Reached without a router although the way leads by one: that one has the address itself, or it
    // translates between the ports of a bridge, where no TTL is counted down.
    if end == 1, let gateway = route?.gateway, gateway != target.address { return nil }
    // Every router in front of the end spoke, none of them in the name of the target.
    let before = hops.filter { $0.hopLimit < end }
    return before.allSatisfy { $0.router != nil } ? false : nil
  }

  /// The least TTL that reaches the end of the way.
  private var endOfWay: UInt8? {
    hops.filter { $0.router == nil && $0.attempt.outcome != .silent }.map(\.hopLimit).min()
  }

  private var silentHops: [Hop] { hops.filter { $0.attempt.outcome == .silent } }

  // MARK: Resets and silence

  private func reset(_ error: ErrorNumber) -> ProbeFinding {
    if counters?.keptBack == true, route?.isLocal != true {
      return ProbeFinding(sign: .rejectedHere, place: .here, clientSees: error.name)
    }
    let translated = isTranslated
    let place: ProbePlace = translated.map { $0 ? .translated : .target } ?? .unknown
    let isOnTheWay = resetDistance.flatMap { distance in endOfWay.map { distance < Int($0) } }
    return ProbeFinding(
      sign: isOnTheWay == true ? .resetByRule : .reset,
      place: isOnTheWay == true && translated == false ? .hop : place, clientSees: error.name)
  }

  /// How many hosts away the answer was written: 1 is the next one. Hosts start at 64, 128 or 255.
  public var resetDistance: Int? {
    guard let limit = answerHopLimit, let start = [64, 128, 255].first(where: { $0 >= Int(limit) })
    else { return nil }
    return start - Int(limit) + 1
  }

  private var silence: ProbeFinding {
    if route?.neighbour?.isUnresolved == true {
      return ProbeFinding(sign: .neighbourHere, place: .here, clientSees: "timeout")
    }
    if counters?.keptBack == true, route?.isLocal != true {
      return ProbeFinding(sign: .unsent, place: .here, clientSees: "timeout")
    }
    let place: ProbePlace
    if hops.isEmpty {
      place = .unknown
    } else if hops.contains(where: { $0.router == target.address }) {
      place = .translated
    } else {
      place = hops.contains { $0.router != nil } ? .hop : .start
    }
    return ProbeFinding(sign: .silence, place: place, clientSees: "timeout")
  }

  /// The last router that is known by an address of its own.
  private func nearest(to finding: ProbeFinding) -> IPAddress? {
    if finding.place == .hop, let sender = finding.sender { return sender }
    if finding.place == .target { return target.address }
    let routers = hops.compactMap { hop in hop.router.map { (hop.hopLimit, $0) } }
    let translator = routers.first { $0.1 == target.address }?.0
    if translator == 1 { return route?.gateway ?? target.address }
    if translator == nil, let last = routers.max(by: { $0.0 < $1.0 }) { return last.1 }
    // Who translates stands behind the last one that spoke for itself, and has not told its address.
    return translator == nil ? route?.gateway ?? target.address : nil
  }
}
