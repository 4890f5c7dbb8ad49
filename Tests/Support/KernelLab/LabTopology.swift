/// What is wired to what in ``ThreeHosts``: names and addresses, and nothing random.
public enum LabTopology {
  /// The commands of `ip -batch` that give each host its addresses, routes and neighbours.
  ///
  /// Neighbours are permanent and duplicate address detection is off, so that the first packet
  /// sent meets the same network as the last.
  static let client = """
    link set lo up
    link set eth0 addrgenmode none
    link set eth0 up
    addr add 10.9.1.2/24 dev eth0
    addr add 10.9.1.3/24 dev eth0
    addr add 10.9.77.1/32 dev lo
    addr add fd09:77::1/128 dev lo nodad
    addr add fd09:1::2/64 dev eth0 nodad
    addr add fd09:1::3/64 dev eth0 nodad
    route add default via 10.9.1.1
    route add default via fd09:1::1
    neigh replace 10.9.1.1 lladdr 02:09:01:00:00:01 dev eth0 nud permanent
    neigh replace 10.9.1.254 lladdr 02:09:01:00:00:01 dev eth0 nud permanent
    neigh replace fd09:1::1 lladdr 02:09:01:00:00:01 dev eth0 nud permanent

    """
  static let router = """
    link set lo up
    link set lan0 addrgenmode none
    link set lan1 addrgenmode none
    link set lan0 group 7
    link set lan0 up
    link set lan1 up
    addr add 10.9.1.1/24 dev lan0
    addr add 10.9.1.254/24 dev lan0
    addr add 10.9.2.1/24 dev lan1
    addr add fd09:1::1/64 dev lan0 nodad
    addr add fd09:2::1/64 dev lan1 nodad
    route add 10.9.3.0/24 via 10.9.2.2 realm 5
    route add unreachable 10.9.66.0/24
    route add prohibit 10.9.67.0/24
    route add blackhole 10.9.68.0/24
    route add fd09:3::/64 via fd09:2::2
    route add unreachable fd09:66::/64
    route add prohibit fd09:67::/64
    route add blackhole fd09:68::/64
    route add prohibit default table 107
    route add unreachable ::/0 table 107
    rule add fwmark 0x7 lookup 107 pref 1000
    neigh replace 10.9.1.2 lladdr 02:09:01:00:00:02 dev lan0 nud permanent
    neigh replace 10.9.1.3 lladdr 02:09:01:00:00:02 dev lan0 nud permanent
    neigh replace 10.9.2.2 lladdr 02:09:02:00:00:02 dev lan1 nud permanent
    neigh replace 10.9.2.3 lladdr 02:09:02:00:00:02 dev lan1 nud permanent
    neigh replace 10.9.2.4 lladdr 02:09:02:00:00:02 dev lan1 nud permanent
    neigh replace fd09:1::2 lladdr 02:09:01:00:00:02 dev lan0 nud permanent
    neigh replace fd09:1::3 lladdr 02:09:01:00:00:02 dev lan0 nud permanent
    neigh replace fd09:2::2 lladdr 02:09:02:00:00:02 dev lan1 nud permanent
    neigh replace fd09:2::3 lladdr 02:09:02:00:00:02 dev lan1 nud permanent
    neigh replace fd09:2::4 lladdr 02:09:02:00:00:02 dev lan1 nud permanent

    """
  static let server = """
    link set lo up
    link set eth0 addrgenmode none
    link set eth0 up
    addr add 10.9.2.2/24 dev eth0
    addr add 10.9.2.3/24 dev eth0
    addr add 10.9.2.4/24 dev eth0
    addr add 10.9.3.2/24 dev lo
    addr add fd09:2::2/64 dev eth0 nodad
    addr add fd09:2::3/64 dev eth0 nodad
    addr add fd09:2::4/64 dev eth0 nodad
    addr add fd09:3::2/64 dev lo nodad
    route add default via 10.9.2.1
    route add default via fd09:2::1
    neigh replace 10.9.2.1 lladdr 02:09:02:00:00:01 dev eth0 nud permanent
    neigh replace fd09:2::1 lladdr 02:09:02:00:00:01 dev eth0 nud permanent

    """

  /// Kernel parameters of every host: no rate limits on ICMP errors, no redirects, no duplicate
  /// address detection, no router solicitations, no source validation unless a test asks for it.
  static let parameters = """
    net.ipv4.icmp_ratelimit = 0
    net.ipv4.icmp_ratemask = 0
    net.ipv4.icmp_msgs_per_sec = 1000000
    net.ipv4.icmp_msgs_burst = 1000000
    net.ipv6.icmp.ratelimit = 0
    net.ipv4.icmp_echo_ignore_broadcasts = 1
    net.ipv4.conf.all.rp_filter = 0
    net.ipv4.conf.default.rp_filter = 0
    net.ipv4.conf.all.send_redirects = 0
    net.ipv4.conf.default.send_redirects = 0
    net.ipv4.conf.all.accept_redirects = 0
    net.ipv4.tcp_ecn = 2
    net.ipv6.conf.all.accept_dad = 0
    net.ipv6.conf.default.accept_dad = 0
    net.ipv6.conf.all.accept_ra = 0
    net.ipv6.conf.default.accept_ra = 0
    net.ipv6.conf.all.accept_redirects = 0
    net.ipv6.conf.default.router_solicitations = 0
    net.ipv4.ping_group_range = 0 0

    """
  /// What the router has besides.
  static let forwarding = """
    net.ipv4.ip_forward = 1
    net.ipv6.conf.all.forwarding = 1

    """

  /// Who listens where. `address` nil is the wildcard of the family.
  static let listeners: [LabListener] = [
    .init("server", .tcp, nil, 80), .init("server", .tcp, nil, 8080),
    .init("server", .tcp, "127.0.0.1", 9000), .init("server", .tcp, "10.9.2.3", 81),
    .init("server", .tcp, "::", 8443), .init("server", .tcp, "::", 80, only6: true),
    .init("server", .tcp, "fd09:2::3", 81), .init("server", .tcp, "::1", 9000),
    .init("server", .udp, nil, 53), .init("server", .udp, "127.0.0.1", 8125),
    .init("server", .udp, "10.9.2.2", 514), .init("server", .udp, "::", 5353),
    .init("server", .udp, "::", 53, only6: true),
    .init("router", .tcp, nil, 22), .init("router", .tcp, "::", 8080),
    .init("router", .udp, "::", 53),
    .init("client", .tcp, "::", 22),
  ]
}

/// One service of the lab.
struct LabListener: Sendable {
  enum Transport: Sendable { case tcp, udp }
  var host: String
  var transport: Transport
  var address: String
  var port: UInt16
  var only6: Bool

  init(
    _ host: String, _ transport: Transport, _ address: String?, _ port: UInt16, only6: Bool = false
  ) {
    self.host = host
    self.transport = transport
    self.address = address ?? "0.0.0.0"
    self.port = port
    self.only6 = only6
  }
}
