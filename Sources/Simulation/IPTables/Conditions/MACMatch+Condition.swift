import Addressing
import Firewall
import Routing

/// `xt_mac.c`, `mac_mt`: what did not come over Ethernet never matches.
extension MACMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    let areEthernet = host.links.map { !$0.isLoopback && $0.macAddress != nil }
    return HostPreparedCondition { context in
      guard let link = context.packet.inInterface, areEthernet[link] else { return .no }
      guard let found = context.packet.sourceMAC else {
        return open(context, "the Ethernet source is not known")
      }
      return Truth((found == source) != isInverted)
    }
  }
}
