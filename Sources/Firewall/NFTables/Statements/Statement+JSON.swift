public import Documents

extension NFTables.Statement {
  /// Reads any statement; what is not understood is kept as ``unknown(_:)``.
  public init(_ node: Node) {
    if let text = node.string {
      self = .text(text)
    } else if let members = node.object, members.count == 1, let member = members.first {
      self = Self.read(member.key, member.value, node) ?? .unknown(node)
    } else {
      self = .unknown(node)
    }
  }

  private static func read(_ key: String, _ value: Node, _ node: Node) -> Self? {
    switch key {
    case "match": NFTables.Match(value).map(Self.match)
    case "accept", "drop", "continue", "return", "jump", "goto":
      NFTables.Verdict(node).map(Self.verdict)
    case "vmap": NFTables.Mapping(value).map(Self.verdictMap)
    case "mangle": NFTables.Mangle(value).map(Self.mangle)
    case "reset": .reset(NFTables.Expression(value))
    case "log": NFTables.Log(value).map(Self.log)
    case "reject": NFTables.Reject(value).map(Self.reject)
    case "queue": NFTables.Queue(value).map(Self.queue)
    case "notrack": .notrack
    case "snat", "dnat", "masquerade", "redirect":
      NFTables.NetworkTranslation(key, value).map(Self.nat)
    case "tproxy": NFTables.TransparentProxy(value).map(Self.tproxy)
    case "dup": NFTables.Duplicate(value).map(Self.duplicate)
    case "fwd": NFTables.Forward(value).map(Self.forward)
    case "flow": flow(value)
    case "set", "map": NFTables.SetUpdate(value).map(Self.updateSet)
    case "meter": NFTables.Meter(value).map(Self.meter)
    case "last": .lastUsed(value)
    case "xt": .xt(value)
    case let key: readStateful(key, value)
    }
  }

  private static func readStateful(_ key: String, _ value: Node) -> Self? {
    switch key {
    case "counter": referable(value) { NFTables.Counters?.some(orNullOf: $0) }.map(Self.counter)
    case "quota": referable(value, NFTables.Quota.init).map(Self.quota)
    case "limit": referable(value, NFTables.Limit.init).map(Self.limit)
    case "synproxy": referable(value, NFTables.Synproxy.init).map(Self.synproxy)
    case "ct count": NFTables.ConnectionCount(value).map(Self.connectionCount)
    case "ct helper", "ct timeout", "ct expectation", "secmark", "tunnel":
      NFTables.Object.Kind(rawValue: key).map { .assign($0, NFTables.Expression(value)) }
    case _: nil
    }
  }

  /// A string or a map names an object; all else is the thing itself.
  private static func referable<Value>(
    _ node: Node, _ read: (Node) -> Value?
  ) -> NFTables.Referable<Value>? {
    if node.string != nil || node["map"] != nil { return .named(NFTables.Expression(node)) }
    return read(node).map(NFTables.Referable.inline)
  }

  private static func flow(_ node: Node) -> Self? {
    guard node["op"]?.string == "add", let name = node["flowtable"]?.string else { return nil }
    return .offload(flowtable: name.hasPrefix("@") ? String(name.dropFirst()) : name)
  }

  /// The statement as libnftables-json(5) writes it.
  public var json: Node {
    switch self {
    case .match(let match): ["match": match.json]
    case .verdict(let verdict): verdict.json
    case .verdictMap(let mapping): ["vmap": mapping.json]
    case .counter(let counter): ["counter": counter.json { $0?.json ?? Node(.null) }]
    case .quota(let quota): ["quota": quota.json(\.json)]
    case .limit(let limit): ["limit": limit.json(\.json)]
    case .synproxy(let synproxy): ["synproxy": synproxy.json(\.json)]
    case .connectionCount(let count): ["ct count": count.json]
    case .mangle(let mangle): ["mangle": mangle.json]
    case .reset(let option): ["reset": option.json]
    case .log(let log): ["log": log.json]
    case .reject(let reject): ["reject": reject.json]
    case .queue(let queue): ["queue": queue.json]
    case .notrack: ["notrack": Node(.null)]
    case .nat(let nat): nat.json
    case .tproxy(let proxy): ["tproxy": proxy.json]
    case .duplicate(let duplicate): ["dup": duplicate.json]
    case .forward(let forward): ["fwd": forward.json]
    case .offload(let name): ["flow": ["op": "add", "flowtable": Node(.string("@" + name))]]
    case .updateSet(let update): update.json
    case .meter(let meter): ["meter": meter.json]
    case .assign(let kind, let name): Node(.object([.init(kind.rawValue, name.json)]))
    case .lastUsed(let node): ["last": node]
    case .xt(let node): ["xt": node]
    case .text(let text): Node(.string(text))
    case .unknown(let node): node
    }
  }
}

extension NFTables.Referable {
  fileprivate func json(_ write: (Value) -> Node) -> Node {
    switch self {
    case .inline(let value): write(value)
    case .named(let name): name.json
    }
  }

  func text(_ word: String, _ write: (Value) -> String) -> String {
    switch self {
    case .inline(let value): write(value)
    case .named(let name): "\(word) name \(name.text(as: [.string]))"
    }
  }
}
