public import Documents

extension NFTables.Element {
  /// Reads an element of a set, or a pair of a map.
  public init(_ node: Node) {
    guard let pair = node.array, pair.count == 2 else {
      self = Self(single: node)
      return
    }
    self = Self(single: pair[0])
    if let object = pair[1].string, case .wildcard = key {
      data = .symbol(object)
    } else {
      data = NFTables.Expression(pair[1])
    }
  }

  private init(single node: Node) {
    if let value = node["elem"], let element = Self(attributed: value) {
      self = element
    } else {
      self.init(NFTables.Expression(node))
    }
  }

  /// Reads the value of `elem`: nil when it has no `val`.
  init?(attributed node: Node) {
    guard let value = node["val"] else { return nil }
    self.init(NFTables.Expression(value))
    timeout = node["timeout"]?.int
    expires = node["expires"]?.int
    comment = node["comment"]?.string
    let known: Swift.Set<String> = ["val", "timeout", "expires", "comment"]
    statements = (node.object ?? []).filter { !known.contains($0.key) }.map {
      NFTables.Statement(Node(.object([$0]), offset: node.offset))
    }
  }

  /// The element as it stands in a list of elements.
  public var json: Node {
    let keyNode = hasAttributes ? attributedJSON : key.json
    return data.map { [keyNode, $0.json] } ?? keyNode
  }

  var attributedJSON: Node {
    var members: [Node.Member] = [.init("val", key.json)]
    if let timeout { members.append(.init("timeout", Node(integerLiteral: timeout))) }
    if let expires { members.append(.init("expires", Node(integerLiteral: expires))) }
    if let comment { members.append(.init("comment", Node(.string(comment)))) }
    for statement in statements { members += statement.json.object ?? [] }
    return ["elem": Node(.object(members))]
  }

  func text(as type: [NFTables.Datatype], data dataType: [NFTables.Datatype]) -> String {
    var text = key.text(as: type.isEmpty ? key.datatype : type)
    for statement in statements { text += " " + statement.text(in: nil) }
    if let timeout { text += " timeout " + NFTables.duration(seconds: UInt64(max(0, timeout))) }
    if let expires { text += " expires " + NFTables.duration(seconds: UInt64(max(0, expires))) }
    if let comment { text += " comment " + NFTables.quoted(comment) }
    if let data { text += " : " + data.text(as: dataType.isEmpty ? data.datatype : dataType) }
    return text
  }
}
