import Addressing
import RouteSetup
import Routing
import Snapshots

/// Whether full packets between host and pods fit through every link between them.
struct PathMTU {
  private let networks: ClusterNetworks
  private let host: HostSnapshot
  private let snapshot: Snapshot

  init(_ networks: ClusterNetworks, _ host: HostSnapshot, _ snapshot: Snapshot) {
    self.networks = networks
    self.host = host
    self.snapshot = snapshot
  }

  /// Pods whose packets, and the host's, are larger than a link of the node between them takes.
  var findings: [Cause] {
    networks.nodes.compactMap { node in
      guard let address = node.addresses.first, let machine = snapshot.owner(of: address),
        machine.name != host.name, let near = link(of: machine, towards: address),
        let far = link(of: host, to: address),
        let pod = snapshot.hosts.first(where: { isPod($0, of: node, on: machine) }),
        let end = (pod.links.value ?? pod.addresses.value)?.first(where: { !$0.isLoopback })
      else { return nil }
      let sent = min(end.mtu, far.mtu)
      guard near.mtu < sent else { return nil }
      return Cause(
        .mssTooLarge, .possible,
        "\(pod.name) and \(host.name) send packets of up to \(sent) bytes, but \(near.name) of \(machine.name) takes \(near.mtu)",
        evidence: [
          Evidence(
            .object, host: machine.name, at: "ip link show \(near.name)", "mtu \(near.mtu)"),
          Evidence(.object, host: pod.name, at: "ip link show \(end.name)", "mtu \(end.mtu)"),
        ],
        remedies: [
          Remedy(
            "let \(machine.name) announce what fits", .command,
            "iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu   # on \(machine.name)",
            changes: [])
        ])
    }
  }

  private func isPod(_ pod: HostSnapshot, of node: NodeNetworks, on machine: HostSnapshot) -> Bool {
    guard case .pod(_, let place) = pod.role, place == machine.name else { return false }
    return pod.ownAddresses.contains { address in node.pods.contains { $0.contains(address) } }
  }

  private func link(of machine: HostSnapshot, towards address: IPAddress) -> Link? {
    (machine.links.value ?? machine.addresses.value)?.first { link in
      machine.networkStack.owner(of: address)?.name == link.name
    }
  }

  private func link(of host: HostSnapshot, to address: IPAddress) -> Link? {
    guard case .unicast(let hops) = host.networkStack.output(RouteQuery(to: address)).outcome,
      let dev = hops.first?.dev
    else { return nil }
    return host.networkStack.link(dev)
  }
}
