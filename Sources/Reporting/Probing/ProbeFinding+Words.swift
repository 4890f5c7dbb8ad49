import Addressing
import Observations

extension ProbeResult {
  /// The first line: what happened, and who said so.
  var headline: String {
    let finding = finding
    let delay = decisive.map { ", \($0.delay.text)" } ?? ""
    let sender = finding.sender.map { " from \($0)" } ?? ""
    let message = finding.message.map { "\($0)" } ?? "an ICMP error"
    let answered = attempts.count { $0.isAnswered }
    let mixed =
      answered > 0 && answered < attempts.count
      ? " (\(attempts.count - answered) of \(attempts.count) attempts)" : ""
    switch finding.sign {
    case .answered: return "answered: \(target) \(answerWords)\(delay)"
    case .reset: return "refused: a TCP reset\(resetWords)\(delay)\(mixed)"
    case .resetByRule: return "refused: a TCP reset that a rule on the way wrote\(delay)\(mixed)"
    case .icmpPort, .icmpProhibited, .icmpNetwork, .icmpHost, .icmpNeighbour, .icmpOther:
      return "refused: \(message)\(sender)\(delay)\(mixed)"
    case .loop:
      return
        "refused: the TTL ran out at \(finding.sender.map { "\($0)" } ?? "a router")\(delay)\(mixed)"
    case .rejectedHere:
      return
        "refused on this host: \(finding.message.map { "\($0)" } ?? "a reset") of its own; nothing was on the wire\(mixed)"
    case .unsent: return "no answer: this host sent nothing\(delay)"
    case .noRouteHere: return "refused on this host: it has no route (\(finding.clientSees))"
    case .unreachableHere:
      return "refused on this host: its route says unreachable (\(finding.clientSees))"
    case .prohibitedHere:
      return
        "refused on this host: its route says prohibit, or a sandbox does (\(finding.clientSees))"
    case .blackholeHere:
      return "refused on this host: its route says blackhole (\(finding.clientSees))"
    case .notPermittedHere: return "refused on this host: not permitted (\(finding.clientSees))"
    case .noPortHere: return "refused on this host: no local port is free (\(finding.clientSees))"
    case .noSourceHere:
      return "refused on this host: it does not have the source address (\(finding.clientSees))"
    case .neighbourHere:
      let asked = route?.gateway ?? target.address
      return
        "no route to host: nobody on \(route?.interface ?? "the link") answers for \(asked)\(delay)"
    case .silence: return "no answer\(delay)\(mixed)"
    case .unknown: return "failed: \(finding.clientSees)\(delay)\(mixed)"
    }
  }

  private var answerWords: String {
    switch transport {
    case .tcp: "accepts connections"
    case .udp: "sent a datagram back"
    case .icmp: "answers echo requests"
    }
  }

  private var resetWords: String {
    guard let distance = resetDistance, let limit = answerHopLimit else { return "" }
    return " from \(distance == 1 ? "the next host" : "\(distance) hosts away") (TTL \(limit))"
  }

  /// What the evidence means, in sentences.
  var meaning: [String] {
    let finding = finding
    var sentences: [String] = []
    switch finding.sign {
    case .answered: break
    case .reset:
      sentences.append(
        "No ICMP message came: a host refused with a TCP reset, as one does where nothing listens.")
    case .resetByRule:
      sentences.append(
        "The reset started at a host that forwards these packets further: a rule there wrote it, no process."
      )
    case .icmpPort, .icmpProhibited, .icmpNetwork, .icmpHost, .icmpNeighbour, .icmpOther:
      sentences += icmpMeaning(finding)
    case .loop: sentences.append("Nobody limited the TTL: routers send the packet in circles.")
    case .rejectedHere:
      sentences.append("The refusal is this host's own: a rule of its OUTPUT chain rejects.")
    case .unsent:
      sentences.append(
        "\(counters.map { "\($0.sent) packets were handed to the kernel, \($0.transmitted ?? 0) left by \(route?.interface ?? "the interface")" } ?? "Nothing left"): this host drops them."
      )
    case .noRouteHere, .unreachableHere, .prohibitedHere, .blackholeHere:
      sentences.append(
        "The call failed at once: this host's routes decided, nothing was on the wire.")
    case .notPermittedHere, .noPortHere, .noSourceHere:
      sentences.append("The call failed at once: nothing was on the wire.")
    case .neighbourHere:
      sentences.append(
        route?.gateway == nil
          ? "This host takes the address to be on its own link and asks there for it."
          : "This host's gateway does not answer for its address on the link.")
    case .silence: sentences += silenceMeaning(finding)
    case .unknown: sentences.append("What this error means here is not known.")
    }
    if finding.sign != .answered, finding.isTranslated == true {
      sentences.append(
        "A router answered in the name of \(target.address): it translates this address (a Service's or node port's DNAT), and what happened, happened behind that."
      )
    } else if finding.isTranslated == false, [.reset, .icmpPort, .silence].contains(finding.sign) {
      sentences.append("No host on the way translated the destination.")
    }
    return sentences + hints(finding)
  }

  private func icmpMeaning(_ finding: ProbeFinding) -> [String] {
    let what: String
    switch finding.sign {
    case .icmpNeighbour:
      what = "It took seconds: the last router asked the link for the address and nobody answered."
    case .icmpNetwork, .icmpHost: what = "It came within a round trip: a route or a rule decided."
    case .icmpPort where transport == .udp:
      what = "An ICMP message refused it: a rule, or a host where nothing listens."
    case _: what = "An ICMP message refused it: a rule, not a process."
    }
    switch finding.place {
    case .hop:
      return [
        what,
        "The message comes from \(finding.sender.map { "\($0)" } ?? "a router"), in that host's own name: no translation of the destination lies in front of it.",
      ]
    case .target: return [what, "It comes from the host that has the address itself."]
    case .translated, .here, .start: return [what]
    case .unknown:
      return [
        what,
        "Its sender has the target's own address: that is either the target's host or, behind a translation, any host.",
      ]
    }
  }

  private func silenceMeaning(_ finding: ProbeFinding) -> [String] {
    let retries = decisive?.tcp?.retransmits ?? 0
    let first = "Nothing came back\(retries > 0 ? " for \(retries + 1) SYNs" : "")."
    switch finding.place {
    case .hop:
      return [
        first,
        "Packets get as far as \(finding.nearest.map { "\($0)" } ?? "the last router listed"), and end there or behind it.",
      ]
    case .translated: return [first, "Packets are translated, and end there or behind it."]
    case .start:
      return [
        first,
        "Not even the first router tells of an expired TTL: packets end before it counts them down, or it keeps quiet about it.",
      ]
    case .here, .target, .unknown: return [first]
    }
  }

  /// What the counters hint at.
  private func hints(_ finding: ProbeFinding) -> [String] {
    var hints: [String] = []
    if route?.isRedirected == true {
      hints.append("The route in use was written by an ICMP redirect.")
    }
    guard let counters, finding.sign == .silence else { return hints }
    if counters.resetsSent > 0 {
      hints.append(
        "Meanwhile this host sent \(counters.resetsSent) TCP resets: perhaps to answers that came from another address."
      )
    }
    if counters.unreachablesReceived > 0 {
      hints.append(
        "Meanwhile \(counters.unreachablesReceived) ICMP unreachable messages came that belong to no socket of the probe: perhaps they quote a translated address."
      )
    }
    return hints
  }
}

extension Duration {
  /// `0.4 ms`, `3.1 s`.
  var text: String {
    let microseconds = Int(self / .microseconds(1))
    if microseconds < 10_000 {
      return "\(microseconds / 1000).\(microseconds % 1000 / 100)\(microseconds % 100 / 10) ms"
    }
    if microseconds < 1_000_000 { return "\(microseconds / 1000) ms" }
    return
      "\(microseconds / 1_000_000).\(microseconds % 1_000_000 / 10_000 < 10 ? "0" : "")\(microseconds % 1_000_000 / 10_000) s"
  }

  /// Seconds, for machines.
  var seconds: Double { self / .seconds(1) }
}
