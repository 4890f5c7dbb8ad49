import Addressing
public import Documents

extension [Neighbour] {
  /// Reads what `ip -j -d neigh` prints; `ip -j neigh show proxy` as well.
  public init(parsingIPNeigh text: [UInt8]) throws(RoutingError) {
    var neighbours: [Neighbour] = []
    for fields in try ToolJSON(text).objects { neighbours.append(try Neighbour(fields)) }
    self = neighbours
  }

  /// The array `ip -j -d neigh` would print.
  public var json: Node { Node(.array(map(\.json))) }
}

extension Neighbour {
  init(_ given: Fields) throws(RoutingError) {
    var fields = given
    self.init(
      try fields.needAddress("dst"), dev: try fields.string("dev") ?? "",
      lladdr: try fields.string("lladdr"), state: .none)
    isProxy = fields.flag("proxy")
    isRouter = fields.flag("router")
    if let word = try fields.words("state")?.first { state = State(parsing: word) }
    other = fields.rest
  }

  /// The object `ip -j -d neigh` would print.
  public var json: Node {
    var out = FieldWriter()
    out.put("dst", address)
    out.put("dev", dev)
    out.put("lladdr", lladdr)
    out.put("router", flag: isRouter)
    out.put("proxy", flag: isProxy)
    if state != .none || !isProxy { out.put("state", words: [state.description]) }
    out.put(rest: other)
    return out.node
  }
}

extension Neighbour: CustomStringConvertible {
  /// What `ip neigh replace` accepts: `10.0.0.2 dev eth0 lladdr 02:… nud permanent`.
  public var description: String {
    if isProxy { return "proxy \(address) dev \(dev)" }
    let known = lladdr.map { " lladdr \($0)" } ?? ""
    return "\(address) dev \(dev)\(known)\(isRouter ? " router" : "") nud "
      + state.description.lowercased()
  }
}
