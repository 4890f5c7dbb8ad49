import Documents

extension NFTables.Object {
  var block: NFTables.Block {
    let head = comment.map { ["comment " + NFTables.quoted($0)] } ?? []
    return NFTables.Block(title: "\(kind.rawValue) \(name)", lines: head + lines)
  }

  private var lines: [String] {
    switch content {
    case .counter(let counters): [counters.text]
    case .limit(let limit): [limit.text]
    case .synproxy(let synproxy): synproxyLines(synproxy)
    case .quota(let bytes, let used, let over):
      [
        (over ? "over " : "") + NFTables.bytes(bytes)
          + (used == 0 ? "" : " used \(NFTables.bytes(used))")
      ]
    case .other(let members): conntrackLines(members)
    }
  }

  private func synproxyLines(_ synproxy: NFTables.Synproxy) -> [String] {
    [
      synproxy.mss.map { "mss \($0)" }, synproxy.wscale.map { "wscale \($0)" },
      synproxy.flags.isEmpty ? nil : synproxy.flags.joined(separator: " "),
    ].compactMap(\.self)
  }

  /// `type` and `protocol` of a helper share a line; the rest is one line a member.
  private func conntrackLines(_ members: [Node.Member]) -> [String] {
    let values = Dictionary(
      members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    if kind == .conntrackHelper {
      let type = values["type"]?.string ?? ""
      return [
        "type \(NFTables.quoted(type)) protocol \(plain(values["protocol"]))",
        "l3proto \(plain(values["l3proto"]))",
      ]
    }
    if kind == .secmark { return [NFTables.quoted(values["context"]?.string ?? "")] }
    return members.map { member in
      switch member.key {
      case "policy":
        "policy = { "
          + (member.value.object ?? []).map { "\($0.key) : \(plain($0.value))" }
          .joined(separator: ", ") + " }"
      case "timeout": "timeout " + milliseconds(member.value)
      case let key: "\(key) \(plain(member.value))"
      }
    }
  }

  private func plain(_ node: Node?) -> String { node.map { $0.string ?? $0.json } ?? "" }

  private func milliseconds(_ node: Node) -> String {
    NFTables.duration(seconds: (node.unsigned ?? 0) / 1000)
  }
}
