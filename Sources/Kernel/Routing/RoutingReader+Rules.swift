public import Addressing
import CNetfilter
import Documents
public import Routing

extension RoutingReader {
  /// The rules by priority: what `ip -j -d [-6] rule` shows.
  public func rules(_ family: IPFamily) throws(KernelError) -> [RoutingRule] {
    var header = fib_rule_hdr()
    header.family = UInt8(family.number)
    return try dump("the \(family) rules", RTM_GETRULE, header) { message throws(KernelError) in
      try rule(message)
    }
  }

  /// The rule in a message.
  func rule(_ message: NetlinkMessage) throws(KernelError) -> RoutingRule? {
    let header: fib_rule_hdr = try message.header()
    guard let family = IPFamily(number: header.family) else { return nil }
    let table = try AttributeTable(message.attributes(after: fib_rule_hdr.self))
    var rule = RoutingRule(
      family: family, priority: try table.number(FRA_PRIORITY) ?? 0,
      isInverted: header.flags & UInt32(FIB_RULE_INVERT) != 0,
      selector: try RoutingRule.Selector(header, table), action: try action(header, table))
    try readSuppressions(table, into: &rule)
    rule.origin = try table.number(FRA_PROTOCOL, UInt8.self).map(names.origin)
    rule.other = try rest(header, table)
    return rule
  }

  private func tableNumber(
    _ header: fib_rule_hdr, _ table: AttributeTable
  ) throws(KernelError) -> UInt32 {
    try table.number(FRA_TABLE) ?? UInt32(header.table)
  }

  private func action(
    _ header: fib_rule_hdr, _ table: AttributeTable
  ) throws(KernelError) -> RoutingRule.Action {
    switch Int(header.action) {
    case Int(FR_ACT_GOTO): return .goto(try table.number(FRA_GOTO) ?? 0)
    case Int(FR_ACT_NOP): return .nop
    case Int(FR_ACT_BLACKHOLE): return .blackhole
    case Int(FR_ACT_UNREACHABLE): return .unreachable
    case Int(FR_ACT_PROHIBIT): return .prohibit
    case Int(FR_ACT_TO_TBL):
      if try table.number(FRA_L3MDEV, UInt8.self) ?? 0 != 0 { return .l3mdev }
      return .lookup(names.table(try tableNumber(header, table)))
    case _: return .unknown(RouteType(number: header.action).description)
    }
  }

  private func readSuppressions(
    _ table: AttributeTable, into rule: inout RoutingRule
  ) throws(KernelError) {
    if let length: Int32 = try table.number(FRA_SUPPRESS_PREFIXLEN), length != -1 {
      rule.suppressPrefixLength = Int(length)
    }
    if let group: UInt32 = try table.number(FRA_SUPPRESS_IFGROUP), group != .max {
      rule.suppressInterfaceGroup = names.group(group)
    }
  }

  private func rest(
    _ header: fib_rule_hdr, _ table: AttributeTable
  ) throws(KernelError) -> [Node.Member] {
    var members = NodeMembers()
    let flag = { (flag: Int32) in header.flags & UInt32(flag) != 0 }
    members.put("iif_detached", present: flag(FIB_RULE_IIF_DETACHED))
    members.put("oif_detached", present: flag(FIB_RULE_OIF_DETACHED))
    if let realms: UInt32 = try table.number(FRA_FLOW) { members.putRealms(realms) }
    members.put(
      "unresolved", present: Int(header.action) == Int(FR_ACT_GOTO) && flag(FIB_RULE_UNRESOLVED))
    return members.list
  }
}

extension RoutingRule.Selector {
  fileprivate init(_ header: fib_rule_hdr, _ table: AttributeTable) throws(KernelError) {
    self.init()
    source = try table[FRA_SRC]?.prefix(length: header.src_len)
    destination = try table[FRA_DST]?.prefix(length: header.dst_len)
    tos = header.tos == 0 ? nil : header.tos
    if table[FRA_FWMARK] != nil || table[FRA_FWMASK] != nil {
      mark = try table.number(FRA_FWMARK) ?? 0
      markMask = try table.number(FRA_FWMASK) ?? .max
    }
    inInterface = table[FRA_IIFNAME]?.string
    outInterface = table[FRA_OIFNAME]?.string
    if let range = try table[FRA_UID_RANGE]?.load(fib_rule_uid_range.self), range.start <= range.end
    {
      users = range.start...range.end
    }
    transport = try table.number(FRA_IP_PROTO, UInt8.self).map(TransportProtocol.init(rawValue:))
    sourcePorts = try Self.ports(table[FRA_SPORT_RANGE])
    destinationPorts = try Self.ports(table[FRA_DPORT_RANGE])
    tunnelID = try table[FRA_TUN_ID]?.bigEndian()
  }

  private static func ports(_ attribute: NetlinkAttribute?) throws(KernelError) -> PortRange? {
    guard let range = try attribute?.load(fib_rule_port_range.self) else { return nil }
    return PortRange(range.start, range.end)
  }
}
