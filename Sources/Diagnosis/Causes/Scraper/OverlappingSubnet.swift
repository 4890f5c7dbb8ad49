import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// A network of the scraper's own has the cluster's addresses.
enum OverlappingSubnet: CauseExaminer {
  static let id = CauseID.overlappingSubnet

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, scene.isForCluster, let host = scene.sourceHost, !host.isNode,
      !host.isPod, let route = scene.decidingRoute(on: host), scene.isConnected(route, on: host),
      let dev = route.nextHops.first?.dev, route.nextHops.first?.gateway == nil
    else { return nil }
    let hidden = (host.routes[route.family].value ?? []).first {
      $0 != route && $0.destination.contains(scene.endpoint.address)
        && $0.nextHops.first?.gateway != nil && $0.destination.length > 0
    }
    return Cause(
      id, scene.certainty,
      "\(host.name) has \(route.destination) on \(dev), which holds \(scene.endpoint.address): the packet for the cluster goes there",
      evidence: [Evidence(.route, host: host.name, at: "ip route", "\(route)")]
        + (hidden.map {
          [Evidence(.route, host: host.name, at: "ip route", "\($0) (shorter, not used)")]
        } ?? []) + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: remedies(scene, host, dev))
  }

  private static func remedies(_ scene: Case, _ host: HostSnapshot, _ dev: String) -> [Remedy] {
    let family = scene.endpoint.address.family
    let kept = (host.routes[family].value ?? []).filter { $0.nextHops.first?.dev == dev }
    let links = (host.addresses.value ?? []).map { link in
      var link = link
      if link.name == dev { link.addresses.removeAll { $0.local.family == family } }
      return link
    }
    let isDocker = dev.hasPrefix("br-") || dev.hasPrefix("docker")
    let renumber = Remedy(
      "give \(dev) another network", isDocker ? .configuration : .command,
      isDocker
        ? "# /etc/docker/daemon.json, then: systemctl restart docker, and make the network of \(dev) anew\n{\"default-address-pools\": [{\"base\": \"172.20.0.0/14\", \"size\": 24}]}"
        : "ip addr show dev \(dev)   # on \(host.name): renumber this network, or the cluster with --cluster-cidr and --service-cidr",
      changes: kept.map { .deleteRoute(host: host.name, $0) } + [
        .setAddresses(host: host.name, links)
      ])
    return [renumber, exact(scene, host)].compactMap { $0 }
  }

  /// A route for the one address, which is longer than any network's.
  private static func exact(_ scene: Case, _ host: HostSnapshot) -> Remedy? {
    guard let node = scene.gatewayNode, let gateway = scene.gateway(on: node, from: host) else {
      return nil
    }
    let prefix = IPPrefix(host: scene.endpoint.address)
    let route = Route(
      to: prefix, nextHops: [NextHop(via: gateway, dev: host.link(towards: gateway))])
    return Remedy(
      "or route this one address to \(node.name)", .command,
      "\(prefix.family == .ipv4 ? "ip" : "ip -6") route replace \(prefix) via \(gateway)   # on \(host.name)",
      changes: [.replaceRoute(host: host.name, route)])
  }
}
