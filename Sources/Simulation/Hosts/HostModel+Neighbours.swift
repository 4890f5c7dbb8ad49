import Addressing
import Routing

extension HostModel {
  /// The recorded ARP or ND entry for an address on a link.
  func neighbour(_ address: IPAddress, on link: LinkIndex) -> Neighbour? {
    if neighbours.isEmpty { return nil }
    let name = links[link].name
    return neighbours.first { $0.address == address && $0.dev == name && !$0.isProxy }
  }

  /// Whether packets leave the link without asking who has an address: tunnels, `NOARP`.
  func needsNoNeighbour(_ link: LinkIndex) -> Bool {
    if links[link].flags.contains("NOARP") || links[link].flags.contains("POINTOPOINT") {
      return true
    }
    return links[link].linkType != "ether"
  }

  /// Whether frames that only cross a bridge of this host are shown to iptables.
  func filtersBridgedFrames(on bridge: LinkIndex, _ family: IPFamily) -> Bool {
    let key = family == .ipv4 ? "bridge-nf-call-iptables" : "bridge-nf-call-ip6tables"
    if stack.parts.sysctls?.number("net.bridge.\(key)") == 1 { return true }
    guard case .bridge(let settings) = links[bridge].kind else { return false }
    return family == .ipv4 ? settings.nfCallIPTables : settings.nfCallIP6Tables
  }
}
