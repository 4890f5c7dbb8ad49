import Addressing
import Firewall
import Routing

extension HostSnapshot {
  /// Reads the files of `hosts/NAME`.
  init(name: String, role: HostRole, reader: PieceReader) throws(SnapshotError) {
    self.init(name: name, role: role)
    let files = HostFiles(name: name)
    try readRouting(files, reader)
    try readFirewall(files, reader)
    tcpListeners = try reader.piece(files.path("ss-tln.txt")) {
      bytes throws(RoutingError) in try [ListeningSocket](parsingSS: bytes, transport: .tcp)
    }
    udpListeners = try reader.piece(files.path("ss-uln.txt")) {
      bytes throws(RoutingError) in try [ListeningSocket](parsingSS: bytes, transport: .udp)
    }
    assumeNoFirewallOfPod()
  }

  private mutating func readRouting(
    _ files: HostFiles, _ reader: PieceReader
  ) throws(SnapshotError) {
    links = try reader.piece(files.path("ip-link.json"), empty: []) {
      bytes throws(RoutingError) in try [Link](parsingIPLink: bytes)
    }
    addresses = try reader.piece(files.path("ip-addr.json"), empty: []) {
      bytes throws(RoutingError) in try [Link](parsingIPLink: bytes)
    }
    neighbours = try reader.piece(files.path("ip-neigh.json"), empty: []) {
      bytes throws(RoutingError) in try [Neighbour](parsingIPNeigh: bytes)
    }
    routes.ipv4 = try reader.piece(files.path("ip-route.json"), empty: []) {
      bytes throws(RoutingError) in try [Route](parsingIPRoute: bytes, family: .ipv4)
    }
    routes.ipv6 = try reader.piece(files.path("ip6-route.json"), empty: []) {
      bytes throws(RoutingError) in try [Route](parsingIPRoute: bytes, family: .ipv6)
    }
    try readRules(files, reader)
    sysctls = try reader.piece(files.path("sysctl.txt")) {
      bytes throws(RoutingError) in try Sysctls(parsing: bytes)
    }
  }

  private mutating func readRules(
    _ files: HostFiles, _ reader: PieceReader
  ) throws(SnapshotError) {
    let merged = try reader.piece(files.path("ip-rule.json"), empty: (ipv4: [], ipv6: nil)) {
      bytes throws(RoutingError) in try [RoutingRule].merged(parsingIPRule: bytes)
    }
    rules.ipv4 = merged.map(\.ipv4)
    rules.ipv6 = try reader.piece(files.path("ip6-rule.json"), empty: []) {
      bytes throws(RoutingError) in try [RoutingRule](parsingIPRule: bytes, family: .ipv6)
    }
    if case .missing = rules.ipv6, let other = merged.value?.ipv6 { rules.ipv6 = .present(other) }
  }

  private mutating func readFirewall(
    _ files: HostFiles, _ reader: PieceReader
  ) throws(SnapshotError) {
    let rules = { (file: String, family: IPFamily) throws(SnapshotError) in
      try reader.piece(files.path(file)) { bytes throws(FirewallError) in
        try IPTablesRuleset(parsing: bytes, family: family)
      }
    }
    legacy = PerFamily(
      ipv4: try rules("iptables-save.legacy.txt", .ipv4),
      ipv6: try rules("ip6tables-save.legacy.txt", .ipv6))
    nft = PerFamily(
      ipv4: try rules("iptables-save.nft.txt", .ipv4),
      ipv6: try rules("ip6tables-save.nft.txt", .ipv6))
    nftables = try reader.piece(files.path("nft-ruleset.json"), empty: NFTables.Ruleset()) {
      bytes throws(FirewallError) in try NFTables.Ruleset(parsingJSON: bytes)
    }
    ipsets = try reader.piece(files.path("ipset-save.txt")) {
      bytes throws(FirewallError) in try IPSets(parsing: bytes)
    }
    conntrack = try reader.piece(files.path("conntrack.txt")) {
      bytes throws(FirewallError) in try ConntrackTable(parsing: bytes)
    }
  }

  /// A pod without any firewall file is taken to have no rules of its own.
  private mutating func assumeNoFirewallOfPod() {
    let rules = [legacy.ipv4, legacy.ipv6, nft.ipv4, nft.ipv6]
    guard case .pod = role, rules.allSatisfy({ $0.value == nil }), nftables.value == nil,
      ipsets.value == nil
    else { return }
    assumesNoFirewall = true
    legacy = PerFamily(
      ipv4: .present(IPTablesRuleset(family: .ipv4)),
      ipv6: .present(IPTablesRuleset(family: .ipv6)))
    nft = legacy
    nftables = .present(NFTables.Ruleset())
    ipsets = .present(IPSets())
  }
}
