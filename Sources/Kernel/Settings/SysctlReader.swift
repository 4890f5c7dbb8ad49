public import Routing

/// Reads the settings under `/proc/sys/net` that decide about packets.
///
/// The files follow the calling thread's network namespace.
public struct SysctlReader: Sendable {
  private let root: String

  /// Reads below `/proc/sys/net`, or another folder of that shape.
  public init(root: String = "/proc/sys/net") { self.root = root }

  /// The settings of the host and of each interface; what this kernel lacks is left out.
  public func read() throws(KernelError) -> Sysctls {
    // A namespace always has this one; if it cannot be read, nothing was looked at.
    _ = try TextFile.read("\(root)/ipv4/ip_forward")
    var settings = Sysctls()
    for key in Self.hostKeys { read(key, into: &settings) }
    for key in Folder.names("\(root)/bridge") { read("bridge/\(key)", into: &settings) }
    for (family, names) in [("ipv4", Self.names4), ("ipv6", Self.names6)] {
      for interface in Folder.names("\(root)/\(family)/conf") {
        for name in names { read("\(family)/conf/\(interface)/\(name)", into: &settings) }
      }
    }
    return settings
  }

  private func read(_ path: String, into settings: inout Sysctls) {
    guard let value = TextFile.text("\(root)/\(path)") else { return }
    settings[Self.key(path)] = value
  }

  /// `net.ipv4.conf.eth0/5.rp_filter` for `ipv4/conf/eth0.5/rp_filter`: dots and slashes change
  /// places (sysctl(8)).
  private static func key(_ path: String) -> String {
    "net."
      + String(path.map { $0 == "/" ? "." : $0 == "." ? "/" : $0 })
  }

  private static let hostKeys = [
    "ipv4/ip_forward", "ipv4/icmp_ratelimit", "ipv4/icmp_ratemask", "ipv4/icmp_msgs_per_sec",
    "ipv4/ip_nonlocal_bind", "ipv4/ip_local_port_range", "ipv4/ip_early_demux",
    "ipv4/fib_multipath_hash_policy", "ipv4/fib_multipath_use_neigh", "ipv4/fwmark_reflect",
    "ipv4/ip_forward_use_pmtu", "ipv4/ip_no_pmtu_disc", "ipv4/tcp_mtu_probing",
    "ipv6/fib_multipath_hash_policy", "ipv6/ip_nonlocal_bind", "ipv6/bindv6only",
    "ipv6/icmp/ratelimit", "netfilter/nf_conntrack_max", "netfilter/nf_conntrack_count",
    "netfilter/nf_conntrack_acct", "netfilter/nf_conntrack_tcp_be_liberal",
    "netfilter/nf_conntrack_tcp_loose", "netfilter/nf_conntrack_tcp_timeout_established",
    "core/somaxconn",
  ]

  private static let names4 = [
    "accept_local", "arp_announce", "arp_filter", "arp_ignore", "disable_policy", "forwarding",
    "ignore_routes_with_linkdown", "proxy_arp", "proxy_arp_pvlan", "route_localnet", "rp_filter",
    "send_redirects", "src_valid_mark",
  ]

  private static let names6 = [
    "accept_ra", "disable_ipv6", "disable_policy", "force_forwarding", "forwarding",
    "ignore_routes_with_linkdown", "proxy_ndp", "use_oif_addrs_only", "use_tempaddr",
  ]
}
