import Addressing
public import Observations

extension WireFinding {
  /// One sentence: what was seen.
  public var words: String {
    let place = interface.isEmpty ? "" : "\(interface): "
    let pair = client.flatMap { client in server.map { "\(client) → \($0)" } }
    return place + (pair.map { "\($0): " } ?? "") + sentence
  }

  private var sentence: String {
    switch kind {
    case .connected(let asked, let answered):
      asked > 0 && answered == 0
        ? "connected, and \(asked) bytes were sent, but the server sent none"
        : "connected; the server sent \(answered) bytes"
    case .unanswered(let count, let transport):
      "\(count) \(transport == .tcp ? "SYN" : transport == .icmp ? "echo request" : "datagram")"
        + "\(count == 1 ? "" : "s") without answer"
    case .refused(let message, let sender, let quoted, let sent):
      "\(message) from \(sender)\(sender == server?.address ? ", the asked address itself," : "")"
        + (quoted.map { " quoting TTL \($0)\(Self.hop(quoted: $0, sent: sent))" } ?? "")
    case .reset(let limit, let before):
      "RST with TTL \(limit)\(Self.distance(limit)), \(before ? "in place of an answer" : "after the handshake")"
    case .resetOfAnotherHost(let reset, let others):
      "the RST has TTL \(reset), but other packets of this address have \(others): another host wrote it"
    case .answeredBy(let other):
      "answered by \(other) instead: the answer was not translated back"
    case .answerReset: "the client's host reset the answer: it knows no such connection"
    case .retransmitted(let count, let fromServer):
      "\(count) segment\(count == 1 ? "" : "s") of the \(fromServer ? "server" : "client") sent again"
    case .fullSizeUnacknowledged(let bytes, let count, let fromServer):
      "segments of full size (\(bytes) bytes) of the \(fromServer ? "server" : "client") sent \(count) times and not acknowledged: the path may not carry them"
    case .segmentSizeChanged(let from, let at, let to):
      "the maximum segment size is \(from) at \(interface), but \(to) at \(at): it was clamped in between"
    case .tooBig(let sender, let mtu):
      "\(sender) cannot pass on packets so large\(mtu.map { ": its MTU is \($0)" } ?? "")"
    case .translated(let at, let client, let server):
      "the same SYN is \(client) → \(server) at \(at): it was translated"
    case .lastSeen(let at, let count): "last seen at \(at), of \(count) interfaces"
    case .quotesUnknown(let message, let sender):
      sender == client?.address
        ? "\(sender) told itself \(message): the packet never left it"
        : "\(message) from \(sender) quotes a packet that was not seen to be sent"
    case .neighbourUnanswered(let address, let asker, let count):
      "\(asker) asked \(count) time\(count == 1 ? "" : "s") who has \(address), and nobody answered"
    case .redirected(let sender, let gateway, let destination):
      "\(sender) redirects\(destination.map { " packets to \($0)" } ?? "") to \(gateway)"
    case .logged(let prefix, let count):
      "\(count) packet\(count == 1 ? "" : "s") logged by a rule with the prefix \"\(prefix)\""
    }
  }

  /// Which router on the way quoted it: its distance by the TTL that was left.
  private static func hop(quoted: UInt8, sent: UInt8?) -> String {
    guard let start = sent ?? [64, 128, 255].first(where: { $0 >= quoted }), start >= quoted else {
      return ""
    }
    let passed = Int(start) - Int(quoted)
    if passed == 0 { return ": it was refused before any router counted it down" }
    return ": \(passed) router\(passed == 1 ? "" : "s") had counted it down"
  }

  private static func distance(_ limit: UInt8) -> String {
    guard let start = [64, 128, 255].first(where: { $0 >= limit }) else { return "" }
    let passed = start - limit
    return passed == 0 ? " (from this link)" : " (\(passed) router\(passed == 1 ? "" : "s") away)"
  }

  /// The name of its kind, for machines.
  public var kindName: String {
    switch kind {
    case .connected: "connected"
    case .unanswered: "unanswered"
    case .refused: "refused"
    case .reset: "reset"
    case .resetOfAnotherHost: "reset-of-another-host"
    case .answeredBy: "answered-by-another-address"
    case .answerReset: "answer-reset"
    case .retransmitted: "retransmitted"
    case .fullSizeUnacknowledged: "full-size-unacknowledged"
    case .segmentSizeChanged: "segment-size-changed"
    case .tooBig: "too-big"
    case .translated: "translated"
    case .lastSeen: "last-seen"
    case .quotesUnknown: "quotes-unknown"
    case .neighbourUnanswered: "neighbour-unanswered"
    case .redirected: "redirected"
    case .logged: "logged"
    }
  }
}
