public import Observations

/// What a capture comes to: the story, the counts, and what was lost.
public struct CaptureReport: Sendable {
  /// How many packets were captured.
  public var packetCount: Int
  /// What they show.
  public var findings: [WireFinding]
  /// What was counted at each interface; empty for files.
  public var statistics: [CaptureStatistics]
  /// What else must be said: a file that is cut off, an interface that vanished.
  public var notes: [String]

  /// A report.
  public init(
    packetCount: Int, findings: [WireFinding], statistics: [CaptureStatistics], notes: [String]
  ) {
    self.packetCount = packetCount
    self.findings = findings
    self.statistics = statistics
    self.notes = notes
  }

  /// How many packets the kernel lost.
  public var dropped: Int { statistics.reduce(0) { $0 + $1.dropped } }

  /// The report for people.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines: [String] = []
    let faults = findings.contains(where: \.isFault)
    let first = findings.min { $0.rank < $1.rank }?.words
    lines += style.wrapped(
      "\(packetCount) packets: \(first ?? "nothing that belongs to a conversation")",
      colour: faults ? .bad : .good)
    if findings.count > 1 {
      lines += ["", style.paint("What was seen", .heading)]
      for finding in findings {
        lines += style.wrapped(finding.words, first: "  ", colour: finding.isFault ? .bad : nil)
      }
    }
    for statistics in statistics where statistics.dropped > 0 {
      lines += style.wrapped(
        "\(statistics.interface): the kernel lost \(statistics.dropped) packets of \(statistics.received + statistics.dropped): what is missing here may have been among them",
        colour: .unsure)
    }
    for note in notes { lines += style.wrapped(note, colour: .unsure) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("packets", packetCount)
      writer.key("findings")
      writer.array(findings) { $0.write(to: &$1) }
      writer.key("interfaces")
      writer.array(statistics) { statistics, writer in
        writer.object { writer in
          writer.member("name", statistics.interface)
          writer.member("received", statistics.received)
          writer.member("dropped", statistics.dropped)
        }
      }
      writer.member("dropped", dropped)
      writer.key("notes")
      writer.array(notes) { $1.string($0) }
    }
    return writer.bytes
  }
}

extension WireFinding {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", kindName)
      writer.member("fault", isFault)
      if !interface.isEmpty { writer.member("interface", interface) }
      if let client { writer.member("client", "\(client)") }
      if let server { writer.member("server", "\(server)") }
      switch kind {
      case .refused(let message, let sender, let quoted, _):
        writer.key("sender")
        writer.address(sender)
        writer.member("icmpType", Int(message.type))
        writer.member("icmpCode", Int(message.code))
        if let quoted { writer.member("quotedTTL", Int(quoted)) }
      case .reset(let limit, _): writer.member("ttl", Int(limit))
      case .connected(let asked, let answered):
        writer.member("clientBytes", asked)
        writer.member("serverBytes", answered)
      case .unanswered(let count, _), .retransmitted(let count, _): writer.member("count", count)
      case .answeredBy(let other): writer.member("answeredBy", "\(other)")
      case .lastSeen(let at, _): writer.member("at", at)
      case .translated(let at, let client, let server):
        writer.member("at", at)
        writer.member("translatedClient", "\(client)")
        writer.member("translatedServer", "\(server)")
      case .neighbourUnanswered(let address, _, let count):
        writer.key("address")
        writer.address(address)
        writer.member("count", count)
      case .resetOfAnotherHost, .answerReset, .fullSizeUnacknowledged, .segmentSizeChanged,
        .tooBig, .quotesUnknown, .redirected, .logged:
        break
      }
      writer.member("text", words)
    }
  }
}
