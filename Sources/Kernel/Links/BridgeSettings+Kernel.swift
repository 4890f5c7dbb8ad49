import CNetfilter
import Routing

extension BridgeSettings {
  init(_ table: AttributeTable) throws(KernelError) {
    self.init(
      vlanFiltering: try table.number(IFLA_BR_VLAN_FILTERING, UInt8.self) ?? 0 != 0,
      stpState: Int(try table.number(IFLA_BR_STP_STATE, UInt32.self) ?? 0),
      nfCallIPTables: try table.number(IFLA_BR_NF_CALL_IPTABLES, UInt8.self) ?? 0 != 0,
      nfCallIP6Tables: try table.number(IFLA_BR_NF_CALL_IP6TABLES, UInt8.self) ?? 0 != 0)
    var members = try DetailField.members(Self.first, of: table)
    if let options = try table[IFLA_BR_MULTI_BOOLOPT]?.load(br_boolopt_multi.self) {
      members.put("no_linklocal_learn", number: options.optval & 1)
      members.put("mcast_vlan_snooping", number: options.optval >> 1 & 1)
    }
    members.put(try DetailField.members(Self.second, of: table).list)
    other = members.list
  }

  private static let first: [DetailField] = [
    .init(IFLA_BR_FORWARD_DELAY, "forward_delay", .number32),
    .init(IFLA_BR_HELLO_TIME, "hello_time", .number32),
    .init(IFLA_BR_MAX_AGE, "max_age", .number32),
    .init(IFLA_BR_AGEING_TIME, "ageing_time", .number32),
    .init(IFLA_BR_PRIORITY, "priority", .number16),
    .init(IFLA_BR_VLAN_PROTOCOL, "vlan_protocol", .vlanProtocol),
    .init(IFLA_BR_BRIDGE_ID, "bridge_id", .bridgeID),
    .init(IFLA_BR_ROOT_ID, "root_id", .bridgeID),
    .init(IFLA_BR_ROOT_PORT, "root_port", .number16),
    .init(IFLA_BR_ROOT_PATH_COST, "root_path_cost", .number32),
    .init(IFLA_BR_TOPOLOGY_CHANGE, "topology_change", .number8),
    .init(IFLA_BR_TOPOLOGY_CHANGE_DETECTED, "topology_change_detected", .number8),
    .init(IFLA_BR_HELLO_TIMER, "hello_timer", .timer),
    .init(IFLA_BR_TCN_TIMER, "tcn_timer", .timer),
    .init(IFLA_BR_TOPOLOGY_CHANGE_TIMER, "topology_change_timer", .timer),
    .init(IFLA_BR_GC_TIMER, "gc_timer", .timer),
    .init(IFLA_BR_VLAN_DEFAULT_PVID, "vlan_default_pvid", .number16),
    .init(IFLA_BR_VLAN_STATS_ENABLED, "vlan_stats_enabled", .number8),
    .init(IFLA_BR_VLAN_STATS_PER_PORT, "vlan_stats_per_port", .number8),
    .init(IFLA_BR_GROUP_FWD_MASK, "group_fwd_mask", .hexadecimal16),
    .init(IFLA_BR_GROUP_ADDR, "group_addr", .hardware),
    .init(IFLA_BR_MCAST_SNOOPING, "mcast_snooping", .number8),
  ]

  private static let second: [DetailField] = [
    .init(IFLA_BR_MCAST_ROUTER, "mcast_router", .number8),
    .init(IFLA_BR_MCAST_QUERY_USE_IFADDR, "mcast_query_use_ifaddr", .number8),
    .init(IFLA_BR_MCAST_QUERIER, "mcast_querier", .number8),
    .init(IFLA_BR_MCAST_HASH_ELASTICITY, "mcast_hash_elasticity", .number32),
    .init(IFLA_BR_MCAST_HASH_MAX, "mcast_hash_max", .number32),
    .init(IFLA_BR_MCAST_LAST_MEMBER_CNT, "mcast_last_member_cnt", .number32),
    .init(IFLA_BR_MCAST_STARTUP_QUERY_CNT, "mcast_startup_query_cnt", .number32),
    .init(IFLA_BR_MCAST_LAST_MEMBER_INTVL, "mcast_last_member_intvl", .number64),
    .init(IFLA_BR_MCAST_MEMBERSHIP_INTVL, "mcast_membership_intvl", .number64),
    .init(IFLA_BR_MCAST_QUERIER_INTVL, "mcast_querier_intvl", .number64),
    .init(IFLA_BR_MCAST_QUERY_INTVL, "mcast_query_intvl", .number64),
    .init(IFLA_BR_MCAST_QUERY_RESPONSE_INTVL, "mcast_query_response_intvl", .number64),
    .init(IFLA_BR_MCAST_STARTUP_QUERY_INTVL, "mcast_startup_query_intvl", .number64),
    .init(IFLA_BR_MCAST_STATS_ENABLED, "mcast_stats_enabled", .number8),
    .init(IFLA_BR_MCAST_IGMP_VERSION, "mcast_igmp_version", .number8),
    .init(IFLA_BR_MCAST_MLD_VERSION, "mcast_mld_version", .number8),
    .init(IFLA_BR_NF_CALL_ARPTABLES, "nf_call_arptables", .number8),
  ]
}
