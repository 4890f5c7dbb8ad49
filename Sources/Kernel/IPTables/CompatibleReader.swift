public import Addressing
import CNetfilter
public import Firewall

/// Reads the rules of iptables-nft as nf_tables holds them (nfnetlink).
public enum CompatibleReader {
  /// The rules of a family in the namespace of the calling thread: the value that the text of
  /// `iptables-nft-save -c` has. Tables that iptables-nft-save would call incompatible are nft's
  /// own and left out. Needs CAP_NET_ADMIN.
  public static func read(_ family: IPFamily) throws(KernelError) -> IPTablesRuleset {
    let connection = try NFTablesConnection()
    return try connection.consistently { () throws(KernelError) in
      let tables = try TableRecord.read(connection)
      let chains = try ChainRecord.read(connection)
      return try read(family, tables, chains, connection)
    }
  }

  static func read(
    _ family: IPFamily, _ tables: [TableRecord], _ chains: [ChainRecord],
    _ connection: NFTablesConnection
  ) throws(KernelError) -> IPTablesRuleset {
    let wanted: NFTables.Family = family == .ipv4 ? .ip : .ip6
    var ruleset = IPTablesRuleset(family: family)
    let mine = CompatibleTable.sorted(tables.filter { $0.family == wanted })
    guard !mine.isEmpty else { return ruleset }
    let names = SetNames(try? RawSocket(.ipv4))
    for table in mine {
      let own = chains.filter { $0.family == wanted && $0.table == table.name }
      guard CompatibleTable.isCompatible(table.name, own) else { continue }
      var builder = CompatibleRule(family, names)
      var read = IPTablesTable(name: table.name)
      var isForeign = false
      for chain in CompatibleTable.sorted(table.name, own) where !isForeign {
        (builder, isForeign) = try add(chain, to: &read, builder, connection)
      }
      if !isForeign { ruleset.tables.append(read) }
    }
    return ruleset
  }

  private static func add(
    _ record: ChainRecord, to table: inout IPTablesTable, _ builder: consuming CompatibleRule,
    _ connection: NFTablesConnection
  ) throws(KernelError) -> (CompatibleRule, Bool) {
    var builder = builder
    var isForeign = false
    var chain = IPTablesChain(
      name: record.name, counters: record.counters ?? Counters(packets: 0, bytes: 0))
    if let base = record.base {
      chain.policy = Int32(bitPattern: base.policy) == NF_DROP ? .drop : .accept
    }
    if record.isAbsent {
      table.chains.append(chain)
      return (builder, false)
    }
    chain.rules = try RuleDump.read(record, connection, into: []) {
      rules, expressions throws(KernelError) in
      builder.reset()
      try builder.read(expressions)
      if builder.isForeign { isForeign = true }
      rules.append(builder.rule)
    }
    table.chains.append(chain)
    return (builder, isForeign)
  }
}

/// The rules of one chain.
///
/// A dump of a whole table walks all rules before for each batch; one dump a chain does not.
enum RuleDump {
  static func read<Value>(
    _ chain: ChainRecord, _ connection: NFTablesConnection, into initial: Value,
    _ take: (inout Value, NetlinkAttributes) throws(KernelError) -> Void
  ) throws(KernelError) -> Value {
    try connection.dump(
      "the rules of a chain of nf_tables", NFT_MSG_GETRULE, family: chain.family.number,
      into: initial,
      narrow: { request in
        request.put(NFTA_RULE_TABLE.number, chain.table)
        request.put(NFTA_RULE_CHAIN.number, chain.name)
      }
    ) { value, message throws(KernelError) in
      var attributes = message.attributes(after: nfgenmsg.self)
      while let attribute = try attributes.next() {
        if attribute.type == NFTA_RULE_EXPRESSIONS.number { try take(&value, attribute.nested) }
      }
    }
  }
}
