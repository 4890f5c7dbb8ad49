import Addressing
import CNetfilter
import Firewall
import KernelLab
import Testing

@testable import Kernel

/// Structures of the kernel cut off and with bytes changed: an error or a value, never a crash.
@Suite struct RuleFuzzTests {
  @Test(arguments: [IPFamily.ipv4, .ipv6])
  func `takes tables of iptables-legacy that are broken`(_ family: IPFamily) throws {
    let rules = try RulesOfAllKinds(family, backend: "legacy")
    let tables = try Kernel.NetworkNamespace.path(rules.host.path).perform {
      () throws(KernelError) in
      let socket = try RawSocket(family)
      return try TableNames.read(family).map { name throws(KernelError) in
        let table = try LegacyTableBytes.read(name, family, socket)
        return (name, table.info, try table.reading { $0.array })
      }
    }
    var refused = 0
    for seed in Seeds.make(20) {
      var chance = Chance(seed)
      for (name, info, bytes) in tables {
        let broken = Self.broken(bytes, &chance)
        let decoder = LegacyTable(name, family, info, SetNames(nil))
        let result = KernelBytes.reading(broken) { bytes in
          Result { () throws(KernelError) in try decoder.read(bytes) }
        }
        if case .failure = result { refused += 1 }
      }
    }
    #expect(refused > 0)
  }

  @Test(arguments: ["filter.iptables", "headers.nft"])
  func `takes rules of nf_tables that are broken`(_ kind: String) throws {
    let expressions = try Self.expressions(kind)
    #expect(expressions.count > 50)
    for seed in Seeds.make(40) {
      var chance = Chance(seed)
      for bytes in expressions {
        KernelBytes.reading(Self.broken(bytes, &chance)) { bytes in
          var rule = CompatibleRule(.ipv4, SetNames(nil))
          _ = Result { () throws(KernelError) in try rule.read(NetlinkAttributes(bytes)) }
          _ = rule.rule
          var decoder = RuleDecoder(.inet, SetIndex([]))
          _ = Result { () throws(KernelError) in
            try decoder.statements(NetlinkAttributes(bytes))
          }
        }
      }
    }
  }

  /// The expressions of the rules of a namespace that holds every kind of them.
  private static func expressions(_ kind: String) throws -> [[UInt8]] {
    let host: KernelLab.NetworkNamespace
    if kind == "headers.nft" {
      host = try KernelLab.NetworkNamespace(name: "fuzz")
      try host.run(["nft", "-f", NFTablesReaderTests().path("headers")])
    } else {
      host = try RulesOfAllKinds(.ipv4, backend: "nft").host
    }
    return try Kernel.NetworkNamespace.path(host.path).perform { () throws(KernelError) in
      let connection = try NFTablesConnection()
      var found: [[UInt8]] = []
      for chain in try ChainRecord.read(connection) {
        found += try connection.dump(
          "rules", NFT_MSG_GETRULE, family: chain.family.number, into: [[UInt8]](),
          narrow: { request in
            request.put(NFTA_RULE_TABLE.number, chain.table)
            request.put(NFTA_RULE_CHAIN.number, chain.name)
          }
        ) { list, message throws(KernelError) in
          if let rule = try message.attributes(after: nfgenmsg.self).first(
            NFTA_RULE_EXPRESSIONS.number)
          {
            list.append(rule.payload.array)
          }
        }
      }
      return found
    }
  }

  /// Cut off somewhere, or with some bytes changed.
  private static func broken(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    if chance.number(0...3) == 0 { return Array(bytes.prefix(chance.number(0...bytes.count - 1))) }
    var copy = bytes
    for _ in 0..<chance.number(1...6) {
      copy[chance.number(0...bytes.count - 1)] = chance.pick([0, 1, 2, 8, 127, 255])
    }
    return copy
  }
}
