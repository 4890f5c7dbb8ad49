import Documents

extension NFTables {
  /// `log`: decides nothing.
  public struct Log: Sendable, Hashable {
    public var prefix: String?
    public var group: Int?
    public var snapLength: Int?
    public var queueThreshold: Int?
    public var level: String?
    public var flags: [String]

    init?(_ node: Node) {
      guard node.isNull || node.object != nil else { return nil }
      prefix = node["prefix"]?.string
      group = node["group"]?.int
      snapLength = node["snaplen"]?.int
      queueThreshold = node["queue-threshold"]?.int
      level = node["level"]?.string
      flags = NFTables.strings(node["flags"])
    }

    var json: Node {
      var members: [Node.Member] = []
      if let prefix { members.append(.init("prefix", Node(.string(prefix)))) }
      let numbers = [
        ("group", group), ("snaplen", snapLength), ("queue-threshold", queueThreshold),
      ]
      for case (let key, let value?) in numbers {
        members.append(.init(key, Node(integerLiteral: value)))
      }
      if let level { members.append(.init("level", Node(.string(level)))) }
      if !flags.isEmpty { members.append(.init("flags", NFTables.flagsJSON(flags))) }
      return members.isEmpty ? Node(.null) : Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      var words = ["log"]
      if let prefix { words.append("prefix " + NFTables.quoted(prefix)) }
      if let group { words.append("group \(group)") }
      if let snapLength { words.append("snaplen \(snapLength)") }
      if let queueThreshold { words.append("queue-threshold \(queueThreshold)") }
      if let level { words.append("level \(level)") }
      return (words + flagWords).joined(separator: " ")
    }

    private var flagWords: [String] {
      let tcp = flags.filter { $0.hasPrefix("tcp ") }.map { $0.dropFirst(4) }
      let rest = flags.filter { !$0.hasPrefix("tcp ") }.map { "flags \($0)" }
      return (tcp.isEmpty ? [] : ["flags tcp " + tcp.joined(separator: ",")]) + rest
    }
  }
}
