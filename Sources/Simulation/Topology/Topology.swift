import Addressing
import Routing

/// How frames get from one host's link to another's.
struct Topology {
  private let segments: Segments
  private let hosts: [HostModel]
  private let members: [Port: [Port]]

  init(of hosts: [HostModel]) {
    self.hosts = hosts
    segments = Segments(of: hosts)
    var members: [Port: [Port]] = [:]
    for (index, host) in hosts.enumerated() {
      for link in host.links.indices {
        let port = Port(host: index, link: link)
        members[segments.segment(of: port), default: []].append(port)
      }
    }
    self.members = members
  }

  /// The links of other hosts on the segment of `port` that the address belongs to, or whose host
  /// answers for it.
  func answers(for address: IPAddress, from port: Port) -> [Port] {
    let others = others(on: port)
    let owners = others.filter { hosts[$0.host].owns(address, on: $0.link) }
    if !owners.isEmpty { return owners }
    let indirect = others.filter { hosts[$0.host].answersARP(for: address, on: $0.link) }
    return indirect
  }

  /// The links of other hosts on the segment of `port`.
  func others(on port: Port) -> [Port] {
    (members[segments.segment(of: port)] ?? []).filter { $0.host != port.host }
  }

  /// Whether every link on the segment of `port` was recorded, so that nobody else can be on it: bridges
  /// and veth pairs of which both ends are known.
  func isClosed(at port: Port) -> Bool {
    (members[segments.segment(of: port)] ?? []).allSatisfy { member in
      switch hosts[member.host].links[member.link].kind {
      case .bridge: true
      case .veth: segments.peers[member] != nil
      case .plain, .vlan, .vxlan, .dummy, .vrf, .other: false
      }
    }
  }

  /// The link on the segment of `port` that has this MAC address.
  func owner(of mac: MACAddress, from port: Port) -> Port? {
    others(on: port).first { hosts[$0.host].links[$0.link].macAddress == mac }
  }

  /// The bridge port of `host` that leads to `far`, nil when it cannot be told.
  func bridgePort(of host: Int, bridge: LinkIndex, towards far: Port) -> LinkIndex? {
    if let peer = segments.peers[far], peer.host == host,
      hosts[host].links[peer.link].master == hosts[host].links[bridge].name
    {
      return peer.link
    }
    let uplinks = hosts[host].links.indices.filter {
      hosts[host].links[$0].master == hosts[host].links[bridge].name
        && segments.peers[Port(host: host, link: $0)] == nil
    }
    return uplinks.count == 1 ? uplinks[0] : nil
  }

  /// The port of a bridge by which frames from `far` come in; nil for a link that is no bridge.
  func bridgePort(into port: Port, from far: Port) -> LinkIndex? {
    guard case .bridge = hosts[port.host].links[port.link].kind else { return nil }
    return bridgePort(of: port.host, bridge: port.link, towards: far)
  }

  /// The bridge of another host that a link is plugged into.
  func bridge(of port: Port) -> (host: Int, bridge: LinkIndex, port: LinkIndex)? {
    guard let peer = segments.peers[port], let master = hosts[peer.host].links[peer.link].master,
      let bridge = hosts[peer.host].linkIndex[master],
      case .bridge = hosts[peer.host].links[bridge].kind
    else { return nil }
    return (peer.host, bridge, peer.link)
  }
}
