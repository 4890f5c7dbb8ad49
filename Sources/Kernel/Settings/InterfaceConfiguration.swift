public import Addressing
import CNetfilter

/// What decides about packets of an interface, as the kernel tells it by `RTM_GETNETCONF`
/// (`ip netconf`): the same settings as the sysctls', without a file for each.
public struct InterfaceConfiguration: Sendable, Hashable {
  /// The family it is for.
  public var family: IPFamily
  /// The interface, or `all` or `default`.
  public var interface: String
  /// `forwarding`.
  public var forwards: Bool?
  /// `rp_filter`: 0, 1 strict, 2 loose; IPv4 only.
  public var reversePathFilter: Int?
  /// `mc_forwarding`.
  public var forwardsMulticast: Bool?
  /// `proxy_arp` or `proxy_ndp`.
  public var answersForOthers: Bool?
  /// `ignore_routes_with_linkdown`.
  public var ignoresRoutesWithLinkdown: Bool?
}

extension RoutingReader {
  /// The configuration of every interface for a family: what `ip netconf` shows.
  public func configurations(
    _ family: IPFamily
  ) throws(KernelError) -> [InterfaceConfiguration] {
    try dump(
      "the \(family) configuration of interfaces", RTM_GETNETCONF,
      netconfmsg(ncm_family: UInt8(family.number))
    ) { message throws(KernelError) in
      let header: netconfmsg = try message.header()
      guard IPFamily(number: header.ncm_family) == family else { return nil }
      let table = try AttributeTable(message.attributes(after: netconfmsg.self))
      let index: Int32 = try table.number(NETCONFA_IFINDEX) ?? 0
      let flag = { (type: Int) throws(KernelError) in
        try table.number(type, Int32.self).map { $0 != 0 }
      }
      return InterfaceConfiguration(
        family: family,
        interface: index == NETCONFA_IFINDEX_ALL
          ? "all" : index == NETCONFA_IFINDEX_DEFAULT ? "default" : devices.name(index),
        forwards: try flag(Int(NETCONFA_FORWARDING)),
        reversePathFilter: try table.number(NETCONFA_RP_FILTER, Int32.self).map { Int($0) },
        forwardsMulticast: try flag(Int(NETCONFA_MC_FORWARDING)),
        answersForOthers: try flag(Int(NETCONFA_PROXY_NEIGH)),
        ignoresRoutesWithLinkdown: try flag(Int(NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN)))
    }
  }
}
