import Addressing
import CNetfilter
import Documents
import Routing

extension VXLANSettings {
  init(_ table: AttributeTable, _ reader: RoutingReader) throws(KernelError) {
    self.init(
      id: Int(try table.number(IFLA_VXLAN_ID, UInt32.self) ?? 0),
      port: try table[IFLA_VXLAN_PORT].map { (port) throws(KernelError) in
        Int(try port.bigEndian(UInt16.self))
      },
      local: try Self.address(table[IFLA_VXLAN_LOCAL] ?? table[IFLA_VXLAN_LOCAL6]),
      remote: try Self.address(table[IFLA_VXLAN_GROUP] ?? table[IFLA_VXLAN_GROUP6]))
    if let index: Int32 = try table.number(IFLA_VXLAN_LINK), index != 0 {
      link = reader.devices.name(index)
    }
    other = try Self.rest(table)
  }

  /// An address; the unspecified one stands for none.
  private static func address(_ attribute: NetlinkAttribute?) throws(KernelError) -> IPAddress? {
    guard let address = try attribute?.address(), !address.isUnspecified else { return nil }
    return address
  }

  private static func rest(_ table: AttributeTable) throws(KernelError) -> [Node.Member] {
    var members = try DetailField.members(
      [
        .init(IFLA_VXLAN_COLLECT_METADATA, "external", .flagIfSet),
        .init(IFLA_VXLAN_VNIFILTER, "vnifilter", .flagIfSet),
      ], of: table)
    if let range = try table[IFLA_VXLAN_PORT_RANGE]?.load(ifla_vxlan_port_range.self) {
      var ports = NodeMembers()
      ports.put("low", number: UInt16(bigEndian: range.low))
      ports.put("high", number: UInt16(bigEndian: range.high))
      members.put("port_range", node: Node(.object(ports.list)))
    }
    members.put(try DetailField.members(switches, of: table).list)
    if let tos: UInt8 = try table.number(IFLA_VXLAN_TOS), tos != 0 {
      members.put("tos", "0x" + String(tos, radix: 16))
    }
    // An inherited one is not in the tool's JSON.
    if try table.number(IFLA_VXLAN_TTL_INHERIT, UInt8.self) ?? 0 == 0 {
      members.put("ttl", number: try table.number(IFLA_VXLAN_TTL, UInt8.self))
    }
    members.put(try DetailField.members(endings, of: table).list)
    return members.list
  }

  private static let switches: [DetailField] = [
    .init(IFLA_VXLAN_LEARNING, "learning", .flag), .init(IFLA_VXLAN_PROXY, "proxy", .flagIfSet),
    .init(IFLA_VXLAN_RSC, "rsc", .flagIfSet), .init(IFLA_VXLAN_L2MISS, "l2miss", .flagIfSet),
    .init(IFLA_VXLAN_L3MISS, "l3miss", .flagIfSet),
  ]

  private static let endings: [DetailField] = [
    .init(IFLA_VXLAN_DF, "df", .words8(["unset", "set", "inherit"])),
    .init(IFLA_VXLAN_AGEING, "ageing", .number32),
    .init(IFLA_VXLAN_LIMIT, "limit", .number32UnlessZero),
    .init(IFLA_VXLAN_UDP_CSUM, "udp_csum", .flag),
    .init(IFLA_VXLAN_UDP_ZERO_CSUM6_TX, "udp_zero_csum6_tx", .flag),
    .init(IFLA_VXLAN_UDP_ZERO_CSUM6_RX, "udp_zero_csum6_rx", .flag),
    .init(IFLA_VXLAN_REMCSUM_TX, "remcsum_tx", .flagIfSet),
    .init(IFLA_VXLAN_REMCSUM_RX, "remcsum_rx", .flagIfSet),
    .init(IFLA_VXLAN_GBP, "gbp", .presence), .init(IFLA_VXLAN_GPE, "gpe", .presence),
  ]
}
