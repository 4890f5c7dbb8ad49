import CNetfilter
import Routing

extension LinkPort {
  /// Membership in a master; only a bridge's ports have data that is looked into.
  init(kind: String, _ table: AttributeTable?) throws(KernelError) {
    self.init(kind: kind)
    guard kind == "bridge", let table else { return }
    state = try table.number(IFLA_BRPORT_STATE, UInt8.self).map(Self.stateName)
    hairpin = try table.number(IFLA_BRPORT_MODE, UInt8.self) ?? 0 != 0
    var members = try DetailField.members(Self.first, of: table)
    if let mask: UInt16 = try table.number(IFLA_BRPORT_GROUP_FWD_MASK) {
      members.put("group_fwd_mask", String(mask))
    }
    members.put(try DetailField.members(Self.second, of: table).list)
    other = members.list
  }

  private static func stateName(_ state: UInt8) -> String {
    let names = ["disabled", "listening", "learning", "forwarding", "blocking"]
    return names.indices.contains(Int(state)) ? names[Int(state)] : String(state)
  }

  private static let first: [DetailField] = [
    .init(IFLA_BRPORT_PRIORITY, "priority", .number16),
    .init(IFLA_BRPORT_COST, "cost", .number32),
    .init(IFLA_BRPORT_GUARD, "guard", .flag),
    .init(IFLA_BRPORT_PROTECT, "root_block", .flag),
    .init(IFLA_BRPORT_FAST_LEAVE, "fastleave", .flag),
    .init(IFLA_BRPORT_LEARNING, "learning", .flag),
    .init(IFLA_BRPORT_UNICAST_FLOOD, "flood", .flag),
    .init(IFLA_BRPORT_ID, "id", .hexadecimal16Always),
    .init(IFLA_BRPORT_NO, "no", .hexadecimal16Always),
    .init(IFLA_BRPORT_DESIGNATED_PORT, "designated_port", .number16),
    .init(IFLA_BRPORT_DESIGNATED_COST, "designated_cost", .number16),
    .init(IFLA_BRPORT_BRIDGE_ID, "bridge_id", .bridgeID),
    .init(IFLA_BRPORT_ROOT_ID, "root_id", .bridgeID),
    .init(IFLA_BRPORT_HOLD_TIMER, "hold_timer", .timer),
    .init(IFLA_BRPORT_MESSAGE_AGE_TIMER, "message_age_timer", .timer),
    .init(IFLA_BRPORT_FORWARD_DELAY_TIMER, "forward_delay_timer", .timer),
    .init(IFLA_BRPORT_TOPOLOGY_CHANGE_ACK, "topology_change_ack", .number8),
    .init(IFLA_BRPORT_CONFIG_PENDING, "config_pending", .number8),
    .init(IFLA_BRPORT_PROXYARP, "proxy_arp", .flag),
    .init(IFLA_BRPORT_PROXYARP_WIFI, "proxy_arp_wifi", .flag),
    .init(IFLA_BRPORT_MULTICAST_ROUTER, "multicast_router", .number8),
    .init(IFLA_BRPORT_MCAST_FLOOD, "mcast_flood", .flag),
    .init(IFLA_BRPORT_BCAST_FLOOD, "bcast_flood", .flag),
    .init(IFLA_BRPORT_MCAST_TO_UCAST, "mcast_to_unicast", .flag),
    .init(IFLA_BRPORT_NEIGH_SUPPRESS, "neigh_suppress", .flag),
  ]

  private static let second: [DetailField] = [
    .init(IFLA_BRPORT_GROUP_FWD_MASK, "group_fwd_mask_str", .hexadecimal16Always),
    .init(IFLA_BRPORT_VLAN_TUNNEL, "vlan_tunnel", .flag),
    .init(IFLA_BRPORT_ISOLATED, "isolated", .flag),
    .init(IFLA_BRPORT_LOCKED, "locked", .flag),
  ]
}
