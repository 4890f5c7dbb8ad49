/// One host of a snapshot: `hosts/NAME`.
public struct HostSnapshot: Sendable {
  /// The name within the snapshot.
  public var name: String
  /// What the host is.
  public var role: HostRole
  /// `ip-link.json`.
  public var links: Piece<RawText>
  /// `ip-addr.json`.
  public var addresses: Piece<RawText>
  /// `ip-neigh.json`.
  public var neighbours: Piece<RawText>
  /// `ip-route.json` and `ip6-route.json`.
  public var routes: PerFamily<Piece<RawText>>
  /// `ip-rule.json` and `ip6-rule.json`.
  public var rules: PerFamily<Piece<RawText>>
  /// `sysctl.txt`.
  public var sysctls: Piece<RawText>
  /// `iptables-save.legacy.txt` and `ip6tables-save.legacy.txt`.
  public var legacy: PerFamily<Piece<RawText>>
  /// `iptables-save.nft.txt` and `ip6tables-save.nft.txt`.
  public var nft: PerFamily<Piece<RawText>>
  /// `nft-ruleset.json`.
  public var nftables: Piece<RawText>
  /// `ipset-save.txt`.
  public var ipsets: Piece<RawText>
  /// `conntrack.txt`.
  public var conntrack: Piece<RawText>
  /// `ss-tln.txt`.
  public var tcpListeners: Piece<RawText>
  /// `ss-uln.txt`.
  public var udpListeners: Piece<RawText>
  /// Whether the host is a pod without any firewall file, which is taken to have no rules of its own.
  public var assumesNoFirewall: Bool

  /// A host of which nothing was recorded.
  public init(name: String, role: HostRole) {
    let missing = { (file: String) in Piece<RawText>.missing(file: "hosts/\(name)/\(file)") }
    self.name = name
    self.role = role
    links = missing("ip-link.json")
    addresses = missing("ip-addr.json")
    neighbours = missing("ip-neigh.json")
    routes = PerFamily(ipv4: missing("ip-route.json"), ipv6: missing("ip6-route.json"))
    rules = PerFamily(ipv4: missing("ip-rule.json"), ipv6: missing("ip6-rule.json"))
    sysctls = missing("sysctl.txt")
    legacy = PerFamily(
      ipv4: missing("iptables-save.legacy.txt"), ipv6: missing("ip6tables-save.legacy.txt"))
    nft = PerFamily(ipv4: missing("iptables-save.nft.txt"), ipv6: missing("ip6tables-save.nft.txt"))
    nftables = missing("nft-ruleset.json")
    ipsets = missing("ipset-save.txt")
    conntrack = missing("conntrack.txt")
    tcpListeners = missing("ss-tln.txt")
    udpListeners = missing("ss-uln.txt")
    assumesNoFirewall = false
  }
}
