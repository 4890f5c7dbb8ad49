import Glibc

/// Three fresh namespaces, client — router — server, wired and waiting for rules.
///
/// `eth0` of the client (10.9.1.2, .3, fd09:1::2, ::3) meets `lan0` of the router (10.9.1.1,
/// .254, fd09:1::1); `lan1` of the router (10.9.2.1, fd09:2::1) meets `eth0` of the server
/// (10.9.2.2, .3, .4, fd09:2::2, ::3, ::4; 10.9.3.2 and fd09:3::2 behind it).
public final class ThreeHosts {
  /// Where probes come from.
  public let client: NetworkNamespace
  /// Forwards between the two networks; where most rules go.
  public let router: NetworkNamespace
  /// Where most services listen.
  public let server: NetworkNamespace

  /// Makes the namespaces and returns when their interfaces carry packets.
  ///
  /// `parameters` are lines of `key = value`, applied to the router after the lab's own.
  public init(parameters: String = "") throws(LabError) {
    client = try NetworkNamespace(name: "client")
    router = try NetworkNamespace(name: "router")
    server = try NetworkNamespace(name: "server")
    for host in [client, router, server] {
      try host.run(["sysctl", "-q", "-e", "-p", "/dev/stdin"], input: LabTopology.parameters)
    }
    try router.run(
      ["ip", "-batch", "-"],
      input: """
        link add lan0 address 02:09:01:00:00:01 type veth peer name eth0 \
        address 02:09:01:00:00:02 netns \(client.path)
        link add lan1 address 02:09:02:00:00:01 type veth peer name eth0 \
        address 02:09:02:00:00:02 netns \(server.path)

        """)
    try client.run(["ip", "-batch", "-"], input: LabTopology.client)
    try server.run(["ip", "-batch", "-"], input: LabTopology.server)
    try router.run(["ip", "-batch", "-"], input: LabTopology.router)
    try router.run(
      ["sysctl", "-q", "-p", "/dev/stdin"], input: LabTopology.forwarding + parameters)
    for host in hosts { try waitForCarrier(of: host) }
  }

  /// The hosts in the order a packet visits them.
  public var hosts: [NetworkNamespace] { [client, router, server] }

  /// Waits for the operational state, which follows the carrier by a work queue of the kernel:
  /// only then IPv6 addresses and routes are used.
  private func waitForCarrier(of host: NetworkNamespace) throws(LabError) {
    var waiting: [Substring] = []
    for _ in 0..<200 {
      let shown = try host.run(["ip", "-o", "link", "show"])
      waiting = shown.split(separator: "\n").filter {
        !$0.contains("state UP") && !$0.contains("LOOPBACK")
      }
      if waiting.isEmpty { return }
      usleep(10_000)
    }
    throw .noCarrier("\(waiting.joined(separator: "; ")) of \(host.name)")
  }
}
