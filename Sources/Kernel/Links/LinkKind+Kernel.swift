import Addressing
import CNetfilter
import Documents
import Routing

extension LinkKind {
  /// The kind of `IFLA_LINKINFO`. Of kinds that nobody here takes apart the name is kept.
  init(
    name: String, _ table: AttributeTable?, _ reader: RoutingReader
  ) throws(KernelError) {
    switch (name, table) {
    case ("veth", _): self = .veth
    case ("dummy", _): self = .dummy
    case ("bridge", let table?): self = .bridge(try BridgeSettings(table))
    case ("bridge", nil): self = .bridge(BridgeSettings())
    case ("vxlan", let table?): self = .vxlan(try VXLANSettings(table, reader))
    case ("vlan", let table?): self = try Self.vlan(table)
    case ("vrf", let table?):
      self = .vrf(table: .number(try table.number(IFLA_VRF_TABLE) ?? 0))
    case ("tun", let table?): self = .other(name, data: try Self.tun(table))
    case ("macvlan", let table?), ("macvtap", let table?):
      self = .other(name, data: try Self.macvlan(table))
    case ("bond", let table?): self = .other(name, data: try Self.bond(table))
    case _: self = .other(name, data: nil)
    }
  }

  private static func vlan(_ table: AttributeTable) throws(KernelError) -> LinkKind {
    var members = try DetailField.members(
      [DetailField(IFLA_VLAN_PROTOCOL, "protocol", .vlanProtocol)], of: table)
    if let flags = try table[IFLA_VLAN_FLAGS]?.load(ifla_vlan_flags.self) {
      let names = ["REORDER_HDR", "GVRP", "LOOSE_BINDING", "MVRP", "BRIDGE_BINDING"]
      let set = names.indices.filter { flags.flags >> UInt32($0) & 1 != 0 }
      members.put("flags", node: Node(.array(set.map { Node(.string(names[$0])) })))
    }
    return .vlan(
      id: Int(try table.number(IFLA_VLAN_ID, UInt16.self) ?? 0), other: members.list)
  }

  private static func tun(_ table: AttributeTable) throws(KernelError) -> Node {
    let type: UInt8? = try table.number(IFLA_TUN_TYPE)
    var members = NodeMembers()
    members.put("type", type.map { $0 == 1 ? "tun" : $0 == 2 ? "tap" : "UNKNOWN:\($0)" })
    members.put(try DetailField.members(tunFields, of: table).list)
    if try table.number(IFLA_TUN_MULTI_QUEUE, UInt8.self) ?? 0 != 0 {
      members.put("numqueues", number: try table.number(IFLA_TUN_NUM_QUEUES, UInt32.self))
      members.put(
        "numdisabled", number: try table.number(IFLA_TUN_NUM_DISABLED_QUEUES, UInt32.self))
    }
    members.put("persist", flag: try table.number(IFLA_TUN_PERSIST, UInt8.self).map { $0 != 0 })
    if let owner: UInt32 = try table.number(IFLA_TUN_OWNER) {
      members.put("user", AccountNames.name(owner, in: "/etc/passwd"))
    }
    if let group: UInt32 = try table.number(IFLA_TUN_GROUP) {
      members.put("group", AccountNames.name(group, in: "/etc/group"))
    }
    return Node(.object(members.list))
  }

  private static let tunFields: [DetailField] = [
    .init(IFLA_TUN_PI, "pi", .flag), .init(IFLA_TUN_VNET_HDR, "vnet_hdr", .flag),
    .init(IFLA_TUN_MULTI_QUEUE, "multi_queue", .flag),
  ]

  private static func macvlan(_ table: AttributeTable) throws(KernelError) -> Node {
    let modes: [UInt32: String] = [
      1: "private", 2: "vepa", 4: "bridge", 8: "passthru", 16: "source",
    ]
    var members = NodeMembers()
    let mode: UInt32? = try table.number(IFLA_MACVLAN_MODE)
    members.put("mode", mode.map { modes[$0] ?? String($0) })
    members.put(
      try DetailField.members(
        [
          .init(IFLA_MACVLAN_BC_QUEUE_LEN, "bcqueuelen", .number32),
          .init(IFLA_MACVLAN_BC_QUEUE_LEN_USED, "usedbcqueuelen", .number32),
        ], of: table
      ).list)
    return Node(.object(members.list))
  }

  /// Mode, link monitoring and lacp rate: what decides which port a packet leaves by.
  private static func bond(_ table: AttributeTable) throws(KernelError) -> Node {
    let modes = [
      "balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb",
      "balance-alb",
    ]
    let members = try DetailField.members(
      [
        .init(IFLA_BOND_MODE, "mode", .words8(modes)),
        .init(IFLA_BOND_MIIMON, "miimon", .number32),
        .init(IFLA_BOND_UPDELAY, "updelay", .number32),
        .init(IFLA_BOND_DOWNDELAY, "downdelay", .number32),
      ], of: table)
    return Node(.object(members.list))
  }
}

/// The names of users and groups.
enum AccountNames {
  /// The first field of the line whose third field is `number`; the number where there is none.
  static func name(_ number: UInt32, in file: String) -> String {
    for line in (TextFile.text(file) ?? "").split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, UInt32(fields[2]) == number { return String(fields[0]) }
    }
    return String(number)
  }
}
