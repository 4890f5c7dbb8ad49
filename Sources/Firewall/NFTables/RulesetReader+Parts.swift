import Documents

extension NFTables.RulesetReader {
  func chain(_ body: Node) throws(FirewallError) -> NFTables.Chain {
    NFTables.Chain(
      name: try name(body), handle: body["handle"]?.int, comment: body["comment"]?.string,
      base: body["hook"] == nil ? nil : try base(body))
  }

  private func base(_ body: Node) throws(FirewallError) -> NFTables.BaseChain {
    let (type, hook) = (try string("type", body), try string("hook", body))
    guard let knownType = NFTables.ChainType(rawValue: type) else {
      throw malformed(body, "\"\(type)\" is no type of a chain")
    }
    guard let knownHook = NFTables.Hook(rawValue: hook) else {
      throw malformed(body, "\"\(hook)\" is no hook")
    }
    guard let priority = body["prio"]?.int, Int32(exactly: priority) != nil else {
      throw malformed(body, "a base chain should have a number \"prio\"")
    }
    let policy = body["policy"]?.string ?? "accept"
    guard let knownPolicy = NFTables.ChainPolicy(rawValue: policy) else {
      throw malformed(body, "\"\(policy)\" is no policy of a chain")
    }
    return NFTables.BaseChain(
      type: knownType, hook: knownHook, priority: priority, policy: knownPolicy,
      devices: NFTables.strings(body["dev"] ?? body["devs"]))
  }

  func set(_ kind: String, _ body: Node) throws(FirewallError) -> NFTables.NamedSet {
    guard let type = body["type"], let knownKind = NFTables.NamedSet.Kind(rawValue: kind) else {
      throw malformed(body, "a set should have a \"type\"")
    }
    var set = NFTables.NamedSet(name: try name(body), kind: knownKind, type: [])
    if let expression = type["typeof"] {
      set.typeOf = NFTables.Expression(expression)
      set.type = set.typeOf?.datatype ?? []
    } else {
      set.type = NFTables.strings(type).map(NFTables.Datatype.init(name:))
    }
    set.mapsTo = body["map"].flatMap(mapTarget)
    set.handle = body["handle"]?.int
    set.comment = body["comment"]?.string
    set.flags = NFTables.strings(body["flags"])
    set.policy = body["policy"]?.string
    set.size = body["size"]?.int
    set.timeout = body["timeout"]?.int
    set.gcInterval = body["gc-interval"]?.int
    set.autoMerge = body["auto-merge"]?.bool ?? false
    set.statements = (body["stmt"]?.array ?? []).map(NFTables.Statement.init)
    set.elements = (body["elem"].map { $0.array ?? [$0] } ?? []).map(NFTables.Element.init)
    return set
  }

  private func mapTarget(_ node: Node) -> NFTables.NamedSet.MapTarget? {
    if let expression = node["typeof"] { return .typeOf(NFTables.Expression(expression)) }
    guard let text = node.string else {
      return .data(NFTables.strings(node).map(NFTables.Datatype.init(name:)))
    }
    if text == "verdict" { return .verdict }
    if let kind = NFTables.Object.Kind(rawValue: text) { return .object(kind) }
    return .data(
      text.split(separator: " ").filter { $0 != "." }.map { NFTables.Datatype(name: String($0)) })
  }

  func object(
    _ kind: NFTables.Object.Kind, _ body: Node
  ) throws(FirewallError) -> NFTables.Object {
    guard let content = Self.content(kind, body) else {
      throw malformed(body, "this \(kind.rawValue) lacks its numbers")
    }
    return NFTables.Object(
      kind: kind, name: try name(body), handle: body["handle"]?.int,
      comment: body["comment"]?.string, content: content)
  }

  private static func content(
    _ kind: NFTables.Object.Kind, _ body: Node
  ) -> NFTables.Object.Content? {
    switch kind {
    case .counter: return NFTables.Counters(body).map { .counter($0) }
    case .limit: return NFTables.Limit(body).map { .limit($0) }
    case .synproxy: return NFTables.Synproxy(body).map { .synproxy($0) }
    case .quota:
      guard let bytes = body["bytes"]?.unsigned else { return nil }
      return .quota(
        bytes: bytes, used: body["used"]?.unsigned ?? 0, over: body["inv"]?.bool ?? false)
    case .conntrackHelper, .conntrackTimeout, .conntrackExpectation, .secmark, .tunnel:
      let common: Set<String> = ["family", "name", "table", "handle", "comment"]
      return .other((body.object ?? []).filter { !common.contains($0.key) })
    }
  }

  func flowtable(_ body: Node) throws(FirewallError) -> NFTables.Flowtable {
    NFTables.Flowtable(
      name: try name(body), handle: body["handle"]?.int, hook: body["hook"]?.string,
      priority: body["prio"]?.int, devices: NFTables.strings(body["dev"]),
      flags: NFTables.strings(body["flags"]))
  }
}
