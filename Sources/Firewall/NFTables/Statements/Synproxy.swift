import Documents

extension NFTables {
  /// `synproxy`: the kernel answers the SYN itself and opens the connection later.
  public struct Synproxy: Sendable, Hashable {
    public var mss: Int?
    public var wscale: Int?
    public var flags: [String]

    init?(_ node: Node) {
      guard node.isNull || node.object != nil else { return nil }
      mss = node["mss"]?.int
      wscale = node["wscale"]?.int
      flags = NFTables.strings(node["flags"])
    }

    var members: [Node.Member] {
      var members: [Node.Member] = []
      if let mss { members.append(.init("mss", Node(integerLiteral: mss))) }
      if let wscale { members.append(.init("wscale", Node(integerLiteral: wscale))) }
      if !flags.isEmpty { members.append(.init("flags", NFTables.flagsJSON(flags))) }
      return members
    }

    var json: Node { members.isEmpty ? Node(.null) : Node(.object(members)) }

    /// The term in nft's own syntax.
    public var text: String {
      let numbers = [mss.map { "mss \($0)" }, wscale.map { "wscale \($0)" }].compactMap(\.self)
      return (numbers + flags).joined(separator: " ")
    }
  }

  /// A string or an array of strings.
  static func strings(_ node: Node?) -> [String] {
    guard let node else { return [] }
    return (node.array ?? [node]).compactMap(\.string)
  }

  /// One string alone, several as an array: how nft 1.0.6 prints flags.
  static func flagsJSON(_ flags: [String]) -> Node {
    if flags.count == 1, let flag = flags.first { return Node(.string(flag)) }
    return Node(.array(flags.map { Node(.string($0)) }))
  }
}
