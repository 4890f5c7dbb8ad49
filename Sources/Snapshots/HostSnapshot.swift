public import Firewall
public import Routing

/// One host of a snapshot: `hosts/NAME`.
public struct HostSnapshot: Sendable {
  /// The name within the snapshot.
  public var name: String
  /// What the host is.
  public var role: HostRole
  /// `ip-link.json`.
  public var links: Piece<[Link]>
  /// `ip-addr.json`.
  public var addresses: Piece<[Link]>
  /// `ip-neigh.json`.
  public var neighbours: Piece<[Neighbour]>
  /// `ip-route.json` and `ip6-route.json`.
  public var routes: PerFamily<Piece<[Route]>>
  /// `ip-rule.json` and `ip6-rule.json`.
  public var rules: PerFamily<Piece<[RoutingRule]>>
  /// `sysctl.txt`.
  public var sysctls: Piece<Sysctls>
  /// `iptables-save.legacy.txt` and `ip6tables-save.legacy.txt`.
  public var legacy: PerFamily<Piece<IPTablesRuleset>>
  /// `iptables-save.nft.txt` and `ip6tables-save.nft.txt`.
  public var nft: PerFamily<Piece<IPTablesRuleset>>
  /// `nft-ruleset.json`.
  public var nftables: Piece<NFTables.Ruleset>
  /// `ipset-save.txt`.
  public var ipsets: Piece<IPSets>
  /// `conntrack.txt`.
  public var conntrack: Piece<ConntrackTable>
  /// `ss-tln.txt`.
  public var tcpListeners: Piece<[ListeningSocket]>
  /// `ss-uln.txt`.
  public var udpListeners: Piece<[ListeningSocket]>
  /// Whether the host is a pod without any firewall file, which is taken to have no rules of its
  /// own: its firewall pieces are then present and empty, and this is to be said as an assumption.
  public var assumesNoFirewall: Bool

  /// Why a piece is missing, by the file that stands for it: in the words of whoever looked. Empty
  /// for a recorded host, whose missing files say nothing more.
  public var reasons: [String: String] = [:]

  /// A host of which nothing was recorded.
  public init(name: String, role: HostRole) {
    let file = { (file: String) in "hosts/\(name)/\(file)" }
    self.name = name
    self.role = role
    links = .missing(file: file("ip-link.json"))
    addresses = .missing(file: file("ip-addr.json"))
    neighbours = .missing(file: file("ip-neigh.json"))
    routes = PerFamily(
      ipv4: .missing(file: file("ip-route.json")), ipv6: .missing(file: file("ip6-route.json")))
    rules = PerFamily(
      ipv4: .missing(file: file("ip-rule.json")), ipv6: .missing(file: file("ip6-rule.json")))
    sysctls = .missing(file: file("sysctl.txt"))
    legacy = PerFamily(
      ipv4: .missing(file: file("iptables-save.legacy.txt")),
      ipv6: .missing(file: file("ip6tables-save.legacy.txt")))
    nft = PerFamily(
      ipv4: .missing(file: file("iptables-save.nft.txt")),
      ipv6: .missing(file: file("ip6tables-save.nft.txt")))
    nftables = .missing(file: file("nft-ruleset.json"))
    ipsets = .missing(file: file("ipset-save.txt"))
    conntrack = .missing(file: file("conntrack.txt"))
    tcpListeners = .missing(file: file("ss-tln.txt"))
    udpListeners = .missing(file: file("ss-uln.txt"))
    assumesNoFirewall = false
  }
}

/// The paths of a host's files within a snapshot.
struct HostFiles {
  let name: String

  func path(_ file: String) -> String { "hosts/\(name)/\(file)" }
}
