import Addressing
public import Observations

extension ProbeResult {
  /// The answer for people: what happened, what it means, how far packets get, and what remains possible.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    let finding = finding
    let colour: TextStyle.Colour = finding.sign == .answered ? .good : .bad
    var lines = style.wrapped(headline, colour: colour)
    lines += style.wrapped(wayOut, colour: .quiet)
    if !meaning.isEmpty {
      lines += ["", style.paint("What it means", .heading)]
      for sentence in meaning { lines += style.wrapped(sentence, first: "  ") }
    }
    if attempts.count > 1 { lines += attemptLines(style) }
    if !hops.isEmpty { lines += hopLines(style) }
    lines += pathLines(style)
    if let application { lines += application.lines(style) }
    lines += candidateLines(style)
    return lines.joined(separator: "\n") + "\n"
  }

  /// `192.168.1.10 → 10.43.4.242:8082 by 192.168.1.101 dev eth0`.
  private var wayOut: String {
    var text = "\(decisive?.source.map { "\($0.address)" } ?? "this host") → \(target)"
    if let route {
      text += route.gateway.map { " by \($0)" } ?? ""
      text += " dev \(route.interface)"
      if let prefix = route.prefix {
        text += ", route \(prefix.length == 0 ? "default" : "\(prefix)")"
        if let table = route.table, table != 254, table != 255 { text += " table \(table)" }
      }
    }
    if finding.sign != .answered, let words = prometheusWords {
      text += ": Prometheus says \"\(words)\""
    }
    return text
  }

  private var prometheusWords: String? {
    guard let decisive else { return nil }
    if let icmp = decisive.reports.first(where: { $0.error.words != nil }), decisive.icmp != nil {
      return icmp.error.words.map { "connect: \($0)" }
    }
    switch decisive.outcome {
    case .silent: return "context deadline exceeded"
    case .failed(let error), .refusedAtOnce(let error): return error.words.map { "connect: \($0)" }
    case .connected, .answered: return nil
    }
  }

  private func attemptLines(_ style: TextStyle) -> [String] {
    ["", style.paint("Attempts", .heading)]
      + attempts.map { "  \($0.words(of: target.address)), \($0.delay.text)" }
  }

  private func hopLines(_ style: TextStyle) -> [String] {
    ["", style.paint("Way, by TTL", .heading)]
      + hops.map { hop in
        let number = String(hop.hopLimit)
        let pad = String(repeating: " ", count: max(0, 4 - number.count))
        return
          "\(pad)\(number)  \(hop.attempt.words(of: target.address)), \(hop.attempt.delay.text)"
      }
  }

  private func pathLines(_ style: TextStyle) -> [String] {
    guard let tcp = attempts.first(where: { $0.outcome == .connected })?.tcp else { return [] }
    var text = "segments of at most \(tcp.sendMSS) bytes out, \(tcp.advertisedMSS) in"
    if tcp.pathMTU > 0 { text += "; path MTU \(tcp.pathMTU)" }
    if tcp.retransmits > 0 { text += "; \(tcp.retransmits) SYN retransmitted" }
    if let distance = resetDistance, let limit = answerHopLimit {
      text +=
        "; the SYN-ACK came with TTL \(limit), \(distance == 1 ? "the next host" : "\(distance) hosts away")"
    }
    return style.wrapped(text)
  }

  private func candidateLines(_ style: TextStyle) -> [String] {
    let candidates = candidates
    if candidates.isEmpty {
      let open = notExcluded
      guard !open.isEmpty else { return [] }
      return style.wrapped(
        "An answer does not exclude: " + open.map(\.cause).joined(separator: ", "), colour: .quiet)
    }
    var lines = ["", style.paint("What remains possible", .heading)]
    let width = candidates.filter { !$0.isRare }.map(\.cause.count).max() ?? 0
    for (decision, group) in decisions(between: candidates) {
      lines.append("  " + style.paint(command(for: decision), .heading))
      for candidate in group where !candidate.isRare {
        let pad = String(repeating: " ", count: width - candidate.cause.count)
        lines += style.wrapped(
          candidate.because, first: "    \(candidate.cause)\(pad)  ")
      }
      let rare = group.filter(\.isRare).map(\.cause)
      if !rare.isEmpty {
        lines += style.wrapped(
          "less usual: " + rare.joined(separator: ", "), first: "    ", colour: .quiet)
      }
    }
    return lines
  }
}

extension Attempt {
  /// How it ended, in a few words.
  func words(of target: IPAddress) -> String {
    if let icmp {
      let sender = icmp.sender.map { "\($0)" } ?? "somebody"
      if icmp.message.meaning == .expired, request.hopLimit != nil {
        return sender == "\(target)" ? "\(sender) (translates the target)" : sender
      }
      return "\(icmp.message) from \(sender)"
    }
    return switch outcome {
    case .connected: "connected"
    case .answered: "answered"
    case .refusedAtOnce(let error): error.name
    case .failed(let error): isReset ? "reset" : error.name
    case .silent: "no answer"
    }
  }
}
