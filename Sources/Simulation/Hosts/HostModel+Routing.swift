import Addressing
import Cluster
import Firewall
import Routing
import Snapshots

extension HostModel {
  /// The address masquerading writes: what this host would send from to the next hop
  /// (`nf_nat_masquerade_ipv4`: `inet_select_addr(out, nexthop)`).
  func masqueradeAddress(for context: HookContext) -> IPAddress? {
    guard let out = context.packet.outInterface else { return nil }
    let target = context.nextHop ?? context.packet.destination
    let hop = NextHop(via: context.nextHop, dev: links[out].name)
    let route = Route(to: IPPrefix(host: context.packet.destination), nextHops: [hop])
    let decision = RouteDecision(.unicast([hop]), route: route)
    return stack.sourceAddress(for: target, decision, hop: hop)
  }

  /// The address REDIRECT writes (`nf_nat_redirect_ipv4`, `nf_nat_redirect_ipv6`).
  func redirectAddress(for packet: Packet, at hook: Hook) -> IPAddress? {
    if hook == .output {
      return packet.family == .ipv4
        ? IPAddress(v4: 0x7f00_0001) : IPAddress(v6High: 0, low: 1)
    }
    guard let link = packet.inInterface else { return nil }
    return links[link].addresses.first {
      $0.local.family == packet.family && !$0.flags.contains("secondary")
        && !(packet.family == .ipv6 && ($0.flags.contains("tentative")))
    }?.local
  }

  /// The setting that forbids forwarding, as `sysctl` prints it.
  func forwardingSetting(_ family: IPFamily, _ dev: String?) -> String {
    let sysctls = stack.parts.sysctls
    if family == .ipv6 { return "net.ipv6.conf.all.forwarding = 0" }
    if sysctls?.number("net.ipv4.ip_forward") == 0 { return "net.ipv4.ip_forward = 0" }
    return "net.ipv4.conf.\(dev ?? "all").forwarding = 0"
  }

  /// The setting that filters by reverse path: the larger of `all` and the interface's.
  func reversePathSetting(_ dev: String) -> String {
    let sysctls = stack.parts.sysctls
    let own = sysctls?.number("net.ipv4.conf.\(dev).rp_filter") ?? 0
    let all = sysctls?.number("net.ipv4.conf.all.rp_filter") ?? 0
    return own >= all
      ? "net.ipv4.conf.\(dev).rp_filter = \(own)" : "net.ipv4.conf.all.rp_filter = \(all)"
  }

  /// Whether the kernel sends ICMP redirects on a link: `all` or the link's own, 1 by default.
  func sendsRedirects(_ link: LinkIndex) -> Bool {
    let sysctls = stack.parts.sysctls
    return [links[link].name, "all"].contains {
      sysctls?.number("net.ipv4.conf.\($0).send_redirects") ?? 1 != 0
    }
  }

  /// Whether errors of an ICMP type are limited: by default types 3, 4, 11 and 12, to one a second
  /// for each peer.
  func limitsICMP(_ type: UInt8) -> Bool {
    let sysctls = stack.parts.sysctls
    if sysctls?.number("net.ipv4.icmp_ratelimit") == 0 { return false }
    let mask = sysctls?.number("net.ipv4.icmp_ratemask") ?? 6168
    return mask >> Int(type) & 1 == 1
  }

  /// The link by which packets to an address leave.
  func link(towards address: IPAddress) -> LinkIndex? {
    let decision = stack.output(RouteQuery(to: address))
    return decision.nextHops.first?.dev.flatMap { linkIndex[$0] }
  }

  /// Whether a pod runs on this host.
  func isNode(of pod: Pod) -> Bool {
    guard case .node(let node) = role else { return false }
    return pod.nodeName == name || pod.nodeName == node
  }
}
