import Firewall
import Testing

@Suite struct NFTablesOwnershipTests {
  @Test(arguments: [
    ("iptables-nft -A INPUT -p tcp --dport 80 -m comment --comment x -j ACCEPT", ["ip filter"]),
    ("iptables-nft -A FORWARD -s 10.0.0.0/8 -j DROP", ["ip filter"]),
    ("iptables-nft -t nat -A POSTROUTING -j MASQUERADE", ["ip nat"]),
    ("ip6tables-nft -t mangle -A PREROUTING -j MARK --set-mark 1", ["ip6 mangle"]),
    ("iptables-nft -t raw -N x && iptables-nft -t raw -A x -j NOTRACK", ["ip raw"]),
    ("nft add table ip filter", []),
    ("nft 'table ip filter { chain input { type filter hook input priority 0; }; }'", []),
    ("nft 'table inet filter { chain INPUT { type filter hook input priority 0; }; }'", []),
    (
      "nft 'table ip filter { chain INPUT { type filter hook input priority 5; }; }'", []
    ),
    (
      "nft 'table ip filter { set s { type ipv4_addr; }; chain INPUT { type filter hook input priority 0; }; }'",
      []
    ),
  ])
  func `knows the tables that iptables-nft keeps`(_ command: String, _ expected: [String]) throws {
    let outcome = try NamespacedTool(script: command + " && nft -j list ruleset").run()
    try #require(outcome.status == 0, "\(outcome.complaints)")
    let ruleset = try NFTables.Ruleset(parsingJSON: outcome.output)
    let managed = ruleset.tables.filter(\.isManagedByIPTables)
    #expect(managed.map { "\($0.family.rawValue) \($0.name)" } == expected)
    #expect(ruleset.nativeTables.count == ruleset.tables.count - expected.count)
  }
}
