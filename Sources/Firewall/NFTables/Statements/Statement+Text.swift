import Documents

extension NFTables.Statement {
  /// The statement in nft's own syntax. What some statements mean, and so how they are printed,
  /// depends on the table's family; nil outside a table.
  public func text(in family: NFTables.Family?) -> String {
    switch self {
    case .match(let match): match.text
    case .verdict(let verdict): verdict.text
    case .verdictMap(let mapping): mapping.text(data: [.verdict], word: "vmap")
    case .counter(let counter):
      counter.text("counter") { $0.map { "counter \($0.text)" } ?? "counter" }
    case .quota(let quota): quota.text("quota") { "quota \($0.text)" }
    case .limit(let limit): limit.text("limit") { "limit \($0.text)" }
    case .synproxy(let synproxy):
      synproxy.text("synproxy") { $0.text.isEmpty ? "synproxy" : "synproxy \($0.text)" }
    case .connectionCount(let count): count.text
    case .mangle(let mangle): mangle.text
    case .reset(let option): "reset \(option.text)"
    case .log(let log): log.text
    case .reject(let reject): reject.text(in: family)
    case .queue(let queue): queue.text
    case .notrack: "notrack"
    case .nat(let nat): nat.text
    case .tproxy(let proxy): proxy.text
    case .duplicate(let duplicate): duplicate.text
    case .forward(let forward): forward.text
    case .offload(let name): "flow add @\(name)"
    case .updateSet(let update): update.text
    case .meter(let meter): meter.text
    case .assign(.secmark, let name): "meta secmark set \(name.text(as: [.string]))"
    case .assign(let kind, let name): "\(kind.rawValue) set \(name.text(as: [.string]))"
    case .lastUsed: "last"
    case .xt(let node): Self.extensionText(node["type"]?.string, node["name"]?.string)
    case .text(let text): text
    case .unknown(let node): node.json
    }
  }

  private static func extensionText(_ type: String?, _ name: String?) -> String {
    "xt \(type ?? "match") \(NFTables.quoted(name ?? "unknown"))"
  }
}

extension NFTables.Rule {
  /// The rule as a line of `nft list ruleset` in a table of `family`.
  public func text(in family: NFTables.Family) -> String {
    let words = statements.map { $0.text(in: family) }
    return (words + (comment.map { ["comment " + NFTables.quoted($0)] } ?? []))
      .joined(separator: " ")
  }
}
