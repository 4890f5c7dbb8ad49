import Addressing

extension ConntrackEntry: CustomStringConvertible {
  /// The line as `conntrack -L` prints it, without its end.
  public var description: String {
    var words: [String] = []
    if isExtended { words.append(original.source.family == .ipv4 ? "ipv4     2" : "ipv6     10") }
    words.append(padded(protocolName) + " \(transport.rawValue)")
    if let timeout { words.append("\(timeout)") }
    if let state { words.append(state) }
    words += text(original, zoneName: "zone-orig")
    if isUnreplied { words.append("[UNREPLIED]") }
    words += text(reply, zoneName: "zone-reply")
    words += flags.map(\.description) + attributes.map(\.description)
    return words.joined(separator: " ")
  }

  private func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, 8 - name.utf8.count))
  }

  private func text(_ tuple: ConntrackTuple, zoneName: String) -> [String] {
    var words = [tuple.description]
    if let zone = tuple.zone { words.append("\(zoneName)=\(zone)") }
    if let counters = tuple.counters {
      words.append("packets=\(counters.packets) bytes=\(counters.bytes)")
    }
    return words
  }
}

extension ConntrackFlag: CustomStringConvertible {
  /// Reads the word between the brackets.
  init(_ word: String) {
    switch word {
    case "ASSURED": self = .assured
    case "OFFLOAD": self = .offload
    case "HW_OFFLOAD": self = .hardwareOffload
    case _: self = .other(word)
    }
  }

  /// The word in its brackets.
  public var description: String {
    switch self {
    case .assured: "[ASSURED]"
    case .offload: "[OFFLOAD]"
    case .hardwareOffload: "[HW_OFFLOAD]"
    case .other(let word): "[\(word)]"
    }
  }
}

extension ConntrackAttribute: CustomStringConvertible {
  /// `mark=0`, `use=1`, `labels=a,b`.
  public var description: String {
    switch self {
    case .mark(let value): "mark=\(value)"
    case .use(let value): "use=\(value)"
    case .zone(let value): "zone=\(value)"
    case .secmark(let value): "secmark=\(value)"
    case .secctx(let text): "secctx=\(text)"
    case .helper(let name): "helper=\(name)"
    case .id(let value): "id=\(value)"
    case .deltaTime(let seconds): "delta-time=\(seconds)"
    case .labels(let names): "labels=\(names.joined(separator: ","))"
    case .other(let word): word
    }
  }
}
