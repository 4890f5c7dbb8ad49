import CNetfilter
import Documents
public import Firewall

/// Reads tables, chains, rules, sets and objects of nf_tables (nfnetlink).
public enum NFTablesReader {
  /// Which tables' rules are read.
  public enum Scope: Sendable, Hashable {
    /// Those of every table, as `nft list ruleset` does.
    case all
    /// Those of tables that iptables-nft does not keep; its tables come with their chains only.
    case native
  }

  /// The ruleset of the namespace of the calling thread: the value that the text of
  /// `nft -j list ruleset` has, and besides what nft 1.0.6 does not print: the devices of netdev
  /// chains, the flags of tables. Needs CAP_NET_ADMIN.
  public static func read(_ scope: Scope = .all) throws(KernelError) -> NFTables.Ruleset {
    let connection = try NFTablesConnection()
    let document = try connection.consistently { () throws(KernelError) -> Node in
      try listing(connection, scope)
    }
    do {
      return try NFTables.Ruleset(parsingJSON: Array(document.json.utf8))
    } catch {
      throw .malformed(subject: "the rules of nf_tables", reason: "\(error)")
    }
  }

  private static func listing(
    _ connection: NFTablesConnection, _ scope: Scope
  ) throws(KernelError) -> Node {
    let tables = try TableRecord.read(connection)
    let chains = try ChainRecord.read(connection)
    let sets = try SetRecord.read(connection)
    var entries = tables.map(\.node)
    entries += try ObjectRecord.read(connection)
    entries += sets.filter { !$0.isAnonymous }.map(\.node)
    entries += try ObjectRecord.readFlowtables(connection)
    entries += chains.map(\.node)
    for table in tables {
      let own = chains.filter { $0.family == table.family && $0.table == table.name }
      if scope == .native, isCompatible(table, own) { continue }
      let index = SetIndex(
        sets.filter { $0.family == table.family && $0.table == table.name })
      var decoder = RuleDecoder(table.family, index)
      for chain in own {
        entries += try rules(of: chain, &decoder, connection)
      }
    }
    return ["nftables": Node(.array(entries))]
  }

  private static func isCompatible(_ table: TableRecord, _ chains: [ChainRecord]) -> Bool {
    (table.family == .ip || table.family == .ip6)
      && chains.contains { $0.base != nil }
      && CompatibleTable.isCompatible(table.name, chains)
  }

  private static func rules(
    of chain: ChainRecord, _ decoder: inout RuleDecoder, _ connection: NFTablesConnection
  ) throws(KernelError) -> [Node] {
    let start = decoder
    let (nodes, end) = try connection.dump(
      "the rules of a chain of nf_tables", NFT_MSG_GETRULE, family: chain.family.number,
      into: ([Node](), start),
      narrow: { request in
        request.put(NFTA_RULE_TABLE.number, chain.table)
        request.put(NFTA_RULE_CHAIN.number, chain.name)
      }
    ) { state, message throws(KernelError) in
      let fields = try Fields(message.attributes(after: nfgenmsg.self))
      let statements =
        try fields[NFTA_RULE_EXPRESSIONS].map { list throws(KernelError) in
          try state.1.statements(list.nested)
        } ?? []
      let comment = fields[NFTA_RULE_USERDATA].flatMap { UserData($0.payload).comment }
      state.0.append(
        [
          "rule": .object([
            ("family", Node(.string(chain.family.rawValue))),
            ("table", Node(.string(chain.table))), ("chain", Node(.string(chain.name))),
            ("handle", Node(try fields.long(NFTA_RULE_HANDLE) ?? 0)),
            ("comment", comment.map { Node(.string($0)) }),
            ("expr", Node(.array(statements))),
          ])
        ])
    }
    decoder = end
    return nodes
  }
}
