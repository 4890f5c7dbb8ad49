public import Documents

extension NFTables.Ruleset {
  /// Reads the output of `nft -j list ruleset`, or of a narrower list.
  ///
  /// A statement or expression that is not known is kept as such and costs nothing else.
  public init(parsingJSON text: [UInt8]) throws(FirewallError) {
    let document: Node
    do {
      document = try Node(parsingJSON: text)
    } catch {
      throw .malformed(line: error.line, reason: error.reason)
    }
    var reader = NFTables.RulesetReader(text: text)
    self = try reader.read(document)
  }

  /// The ruleset as `nft -j -f` reads it: an empty namespace gets the same rules from it.
  ///
  /// Chains come before sets, since the elements of a verdict map name chains.
  public var json: Node {
    var entries: [Node] = [["metainfo": ["json_schema_version": 1]]]
    for table in tables { entries += table.jsonEntries }
    return ["nftables": Node(.array(entries + unknown))]
  }
}
