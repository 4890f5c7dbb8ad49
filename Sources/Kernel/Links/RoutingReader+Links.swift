import CNetfilter
import Documents
public import Routing

extension RoutingReader {
  /// The interfaces without their addresses: what `ip -j -d link` shows.
  public func links() throws(KernelError) -> [Link] {
    try links(asLink: true).map(\.link)
  }

  /// The interfaces with their addresses: what `ip -j -d addr` shows.
  public func addresses() throws(KernelError) -> [Link] {
    var found = try links(asLink: false)
    let byIndex = try interfaceAddresses()
    for place in found.indices {
      found[place].link.addresses = byIndex[found[place].index] ?? []
    }
    return found.map(\.link)
  }

  private func links(asLink: Bool) throws(KernelError) -> [(index: Int32, link: Link)] {
    var request = NetlinkRequest(
      "the interfaces", type: UInt16(RTM_GETLINK), flags: NLM_F_DUMP, header: ifinfomsg())
    request.put(Int(IFLA_EXT_MASK), UInt32(RTEXT_FILTER_SKIP_STATS))
    return try socket.dump(request, into: []) { links, message throws(KernelError) in
      let header: ifinfomsg = try message.header()
      links.append((header.ifi_index, try link(message, asLink: asLink)))
    }
  }

  /// The interface in a message, with what `ip link` or `ip addr` shows of it.
  func link(_ message: NetlinkMessage, asLink: Bool) throws(KernelError) -> Link {
    let table = try AttributeTable(message.attributes(after: ifinfomsg.self))
    return try link(try message.header(), table, asLink: asLink)
  }

  private func link(
    _ header: ifinfomsg, _ table: AttributeTable, asLink: Bool
  ) throws(KernelError) -> Link {
    var link = Link(
      index: Int(header.ifi_index), name: table[IFLA_IFNAME]?.string ?? "",
      flags: LinkFlags.words(header.ifi_flags),
      mtu: Int(try table.number(IFLA_MTU, UInt32.self) ?? 0),
      operstate: LinkWords.operstate(try table.number(IFLA_OPERSTATE) ?? 0),
      group: names.group(try table.number(IFLA_GROUP) ?? 0),
      linkType: LinkAddress.typeName(header.ifi_type),
      addressText: table[IFLA_ADDRESS].flatMap { Self.hardware($0, header) },
      master: try table.number(IFLA_MASTER).map(devices.name), alias: table[IFLA_IFALIAS]?.string)
    try readLower(table, into: &link)
    try readInfo(table, into: &link)
    link.other = try rest(header, table, asLink: asLink)
    return link
  }

  private static func hardware(_ attribute: NetlinkAttribute, _ header: ifinfomsg) -> String? {
    attribute.payload.count == 0 ? nil : LinkAddress.text(attribute, type: header.ifi_type)
  }

  /// `IFLA_LINK`: a number here, or in the namespace that `IFLA_LINK_NETNSID` names.
  private func readLower(_ table: AttributeTable, into link: inout Link) throws(KernelError) {
    guard let index: Int32 = try table.number(IFLA_LINK), index != 0 else { return }
    if let namespace: Int32 = try table.number(IFLA_LINK_NETNSID) {
      link.lower = .index(Int(index), namespace: Int(namespace))
      return
    }
    link.lower = .name(devices.name(index))
    if UInt32(devices[index]?.flags ?? 0) & UInt32(LinkFlags.up) == 0 {
      link.flags.append("M-DOWN")
    }
  }

  private func readInfo(_ table: AttributeTable, into link: inout Link) throws(KernelError) {
    guard let info = try table.nested(IFLA_LINKINFO) else { return }
    if let kind = info[IFLA_INFO_KIND]?.string {
      link.kind = try LinkKind(name: kind, try info.nested(IFLA_INFO_DATA), self)
    }
    if let kind = info[IFLA_INFO_SLAVE_KIND]?.string {
      link.port = try LinkPort(kind: kind, try info.nested(IFLA_INFO_SLAVE_DATA))
    }
  }

  /// What `ip` prints and ``Link`` does not interpret, in the tool's order.
  private func rest(
    _ header: ifinfomsg, _ table: AttributeTable, asLink: Bool
  ) throws(KernelError) -> [Node.Member] {
    var members = NodeMembers()
    members.put("qdisc", table[IFLA_QDISC]?.string)
    if asLink {
      members.put("linkmode", try table.number(IFLA_LINKMODE).map(LinkWords.linkmode))
    }
    if let length: UInt32 = try table.number(IFLA_TXQLEN), length != 0 {
      members.put("txqlen", number: length)
    }
    if let broadcast = table[IFLA_BROADCAST] {
      if header.ifi_flags & LinkFlags.pointToPoint != 0 {
        members.put("link_pointtopoint", flag: true)
      }
      members.put("broadcast", LinkAddress.text(broadcast, type: header.ifi_type))
    }
    if let permanent = table[IFLA_PERM_ADDRESS]?.payload.array,
      permanent != table[IFLA_ADDRESS]?.payload.array
    {
      members.put("permaddr", LinkAddress.bytes(permanent))
    }
    members.put(try DetailField.members(Self.counts, of: table).list)
    if asLink, let mode = try addressMode(table) { members.put("inet6_addr_gen_mode", mode) }
    members.put(try DetailField.members(Self.limits, of: table).list)
    members.put("parentbus", table[IFLA_PARENT_DEV_BUS_NAME]?.string)
    members.put("parentdev", table[IFLA_PARENT_DEV_NAME]?.string)
    members.put("altnames", node: try otherNames(table))
    return members.list
  }

  private func addressMode(_ table: AttributeTable) throws(KernelError) -> String? {
    let families = try table.nested(IFLA_AF_SPEC)
    let mode: UInt8? = try families?.nested(AF_INET6)?.number(IFLA_INET6_ADDR_GEN_MODE)
    return mode.map(LinkWords.addressMode)
  }

  private func otherNames(_ table: AttributeTable) throws(KernelError) -> Node? {
    guard var names = table[IFLA_PROP_LIST]?.nested else { return nil }
    var nodes: [Node] = []
    while let name = try names.next() {
      if name.type == IFLA_ALT_IFNAME { nodes.append(Node(.string(name.string))) }
    }
    return Node(.array(nodes))
  }

  private static let counts: [DetailField] = [
    .init(IFLA_PROMISCUITY, "promiscuity", .number32), .init(IFLA_ALLMULTI, "allmulti", .number32),
    .init(IFLA_MIN_MTU, "min_mtu", .number32), .init(IFLA_MAX_MTU, "max_mtu", .number32),
  ]

  private static let limits: [DetailField] = [
    .init(IFLA_NUM_TX_QUEUES, "num_tx_queues", .number32),
    .init(IFLA_NUM_RX_QUEUES, "num_rx_queues", .number32),
    .init(IFLA_GSO_MAX_SIZE, "gso_max_size", .number32),
    .init(IFLA_GSO_MAX_SEGS, "gso_max_segs", .number32),
    .init(IFLA_TSO_MAX_SIZE, "tso_max_size", .number32),
    .init(IFLA_TSO_MAX_SEGS, "tso_max_segs", .number32),
    .init(IFLA_GRO_MAX_SIZE, "gro_max_size", .number32),
  ]
}
