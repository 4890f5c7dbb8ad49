import Addressing
import Routing

/// A link of a host, by indexes.
struct Port: Hashable {
  var host: Int
  var link: LinkIndex
}

/// Which links are on one Ethernet segment, found from what the hosts recorded.
///
/// No snapshot says how cables run. A segment is put together from: bridges and their ports; veth
/// pairs whose two ends name each other's interface number; VXLAN tunnels of one identifier;
/// neighbour entries that name another host's MAC address; and, for what is left, a common subnet.
struct Segments {
  /// The recorded other end of a veth pair.
  private(set) var peers: [Port: Port] = [:]
  private var parents: [Port: Port] = [:]

  init(of hosts: [HostModel]) {
    joinBridges(hosts)
    joinPeers(hosts)
    joinTunnels(hosts)
    joinByNeighbours(hosts)
    joinBySubnet(hosts)
  }

  /// The segment a link is on, named by one of its links.
  func segment(of port: Port) -> Port {
    var current = port
    while let parent = parents[current], parent != current { current = parent }
    return current
  }

  private mutating func join(_ left: Port, _ right: Port) {
    let (a, b) = (segment(of: left), segment(of: right))
    if a != b { parents[a] = b }
  }
}

extension Segments {
  private mutating func joinBridges(_ hosts: [HostModel]) {
    for (index, host) in hosts.enumerated() {
      for (link, value) in host.links.enumerated() {
        guard let master = value.master, value.port?.kind != "vrf",
          let bridge = host.linkIndex[master]
        else { continue }
        join(Port(host: index, link: link), Port(host: index, link: bridge))
      }
    }
  }

  private mutating func joinPeers(_ hosts: [HostModel]) {
    var ends: [PairKey: [Port]] = [:]
    for (index, host) in hosts.enumerated() {
      for (link, value) in host.links.enumerated() {
        guard case .veth = value.kind, case .index(let peer, _)? = value.lower else { continue }
        ends[PairKey(own: value.index, peer: peer), default: []].append(
          Port(host: index, link: link))
      }
    }
    for (key, ports) in ends {
      for port in ports {
        let candidates = (ends[key.turned] ?? []).filter {
          $0.host != port.host && Self.fit(hosts, port, $0)
        }
        guard candidates.count == 1, let other = candidates.first else { continue }
        peers[port] = other
        join(port, other)
      }
    }
  }

  private struct PairKey: Hashable {
    let own: Int
    let peer: Int
    var turned: PairKey { PairKey(own: peer, peer: own) }
  }

  /// Whether two veth ends whose numbers agree can be one pair: numbers repeat between hosts, so
  /// a pod's end must be on its own node, and two hosts must share a subnet.
  private static func fit(_ hosts: [HostModel], _ a: Port, _ b: Port) -> Bool {
    let (left, right) = (hosts[a.host], hosts[b.host])
    if left.isPod != right.isPod, left.podNode != nil || right.podNode != nil {
      return left.podNode == right.name || right.podNode == left.name
    }
    return left.subnets(around: a.link).contains { subnet in
      right.subnets(around: b.link).contains { $0.contains(subnet) || subnet.contains($0) }
    }
  }

  private mutating func joinTunnels(_ hosts: [HostModel]) {
    var first: [Int: Port] = [:]
    for (index, host) in hosts.enumerated() {
      for (link, value) in host.links.enumerated() {
        guard case .vxlan(let settings) = value.kind else { continue }
        let port = Port(host: index, link: link)
        if let other = first[settings.id] { join(port, other) } else { first[settings.id] = port }
      }
    }
  }

  private mutating func joinByNeighbours(_ hosts: [HostModel]) {
    var owners: [UInt64: [Port]] = [:]
    for (index, host) in hosts.enumerated() {
      for (link, value) in host.links.enumerated() where !value.isLoopback {
        guard let mac = value.macAddress, mac.bits != 0 else { continue }
        owners[mac.bits, default: []].append(Port(host: index, link: link))
      }
    }
    for (index, host) in hosts.enumerated() {
      for neighbour in host.neighbours {
        guard let mac = neighbour.macAddress, let link = host.linkIndex[neighbour.dev],
          let found = owners[mac.bits]?.filter({ $0.host != index }), found.count == 1
        else { continue }
        join(Port(host: index, link: link), found[0])
      }
    }
  }

  /// Physical links, and veth ends whose other end was not recorded, are on one segment when
  /// their subnets overlap; so is a pod whose node's bridge has its subnet. A bridge of a host
  /// without such a port leads nowhere else.
  private mutating func joinBySubnet(_ hosts: [HostModel]) {
    var open: [(port: Port, subnets: [IPPrefix])] = []
    for (index, host) in hosts.enumerated() {
      for link in host.links.indices where isOpen(host, link, index) {
        let subnets = host.subnets(around: link)
        if !subnets.isEmpty { open.append((Port(host: index, link: link), subnets)) }
      }
    }
    for (place, left) in open.enumerated() {
      for right in open[(place + 1)...] where left.port.host != right.port.host {
        let (a, b) = (hosts[left.port.host], hosts[right.port.host])
        guard a.mayShareSubnet(with: b) else { continue }
        if left.subnets.contains(where: { subnet in
          right.subnets.contains { $0.contains(subnet) || subnet.contains($0) }
        }) {
          join(left.port, right.port)
        }
      }
    }
  }

  private func isOpen(_ host: HostModel, _ link: LinkIndex, _ index: Int) -> Bool {
    let value = host.links[link]
    if value.isLoopback || peers[Port(host: index, link: link)] != nil { return false }
    switch value.kind {
    case .plain, .veth, .vlan: return true
    case .bridge: return host.hasPods
    case .vxlan, .dummy, .vrf: return false
    case .other(let name, _):
      return ["bond", "team", "macvlan", "ipvlan", "macvtap", "netvsc"].contains(name)
    }
  }
}
