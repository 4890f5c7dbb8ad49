import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

extension Case {
  /// The network that remedies name for where the packet arrived: that of pods, of Services, or the address alone.
  var arrivalNetwork: IPPrefix { network(of: arrival.destination) }

  /// The network that remedies name for what was asked for.
  var endpointNetwork: IPPrefix { network(of: endpoint.address) }

  private func network(of address: IPAddress) -> IPPrefix {
    if let network = cluster.serviceNetwork(address.family), network.contains(address) {
      return network
    }
    if let node = cluster.node(ofPodAddress: address),
      let network = node.podCIDRs.first(where: { $0.contains(address) })
    {
      return network
    }
    return IPPrefix(host: address)
  }

  /// The node that a route to the endpoint should go to: the pod's own, else the first that has kube-proxy's rules.
  var gatewayNode: HostSnapshot? {
    if let node = cluster.node(ofPodAddress: endpoint.address) {
      return snapshot.host(of: node)
    }
    return snapshot.hosts.first { $0.isNode && snapshot.runsKubeProxy($0) }
      ?? snapshot.hosts.first(where: \.isNode)
  }

  /// The address of a node that `host` can send to directly.
  func gateway(on node: HostSnapshot, from host: HostSnapshot) -> IPAddress? {
    let family = endpoint.address.family
    let own = (host.addresses.value ?? []).flatMap(\.addresses).compactMap(\.network)
    let addresses = node.globalAddresses(family)
    return addresses.first { address in own.contains { $0.contains(address) } } ?? addresses.first
  }

  /// The remedy that routes the endpoint's network to a node, on `host`.
  func routeRemedy(on host: HostSnapshot, title: String? = nil) -> Remedy? {
    guard let node = gatewayNode, let gateway = gateway(on: node, from: host) else { return nil }
    let network = endpointNetwork
    let route = Route(
      to: network, nextHops: [NextHop(via: gateway, dev: host.link(towards: gateway))])
    let ip = network.family == .ipv4 ? "ip" : "ip -6"
    return Remedy(
      title ?? "route \(network) on \(host.name) to \(node.name)", .command,
      "\(ip) route replace \(network) via \(gateway)   # on \(host.name); keep it: netplan, NetworkManager or systemd-networkd",
      changes: [.replaceRoute(host: host.name, route)])
  }
}

extension HostSnapshot {
  /// The link whose own network holds `address`.
  func link(towards address: IPAddress) -> String? {
    addresses.value?.first { link in
      link.addresses.contains { $0.network?.contains(address) ?? false }
    }?.name
  }
}

extension Snapshot {
  /// The recorded host that is a node of the cluster.
  func host(of node: KubernetesNode) -> HostSnapshot? {
    hosts.first { host in
      if case .node(let name) = host.role {
        return (name ?? host.name) == node.metadata.name
      }
      return false
    }
  }

  /// Whether kube-proxy wrote rules on a host.
  func runsKubeProxy(_ host: HostSnapshot) -> Bool {
    RuleBackend.allCases.contains { backend in
      host.rules(backend, .ipv4)?["nat"]?.chain("KUBE-SERVICES") != nil
    }
  }
}
