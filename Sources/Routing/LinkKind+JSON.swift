import Addressing
import Documents

extension LinkKind {
  init(_ info: inout Fields) throws(RoutingError) {
    guard let name = try info.string("info_kind") else {
      self = .plain
      return
    }
    switch name {
    case "veth": self = .veth
    case "dummy": self = .dummy
    case "bridge": self = .bridge(try BridgeSettings(try info.object("info_data")))
    case "vxlan", "vlan", "vrf":
      guard var data = try info.object("info_data") else {
        self = .other(name, data: nil)
        return
      }
      self = try Self.withData(name, &data)
    case _: self = .other(name, data: info.take("info_data"))
    }
  }

  private static func withData(
    _ name: String, _ data: inout Fields
  ) throws(RoutingError) -> LinkKind {
    switch name {
    case "vxlan": return .vxlan(try VXLANSettings(&data))
    case "vlan": return .vlan(id: try data.needNumber("id"), other: data.rest)
    case _: return .vrf(table: .number(try data.needNumber("table")))
    }
  }

  func put(to out: inout FieldWriter) {
    out.put("info_kind", name)
    var data = FieldWriter()
    switch self {
    case .plain, .veth, .dummy: return
    case .bridge(let settings): settings.put(to: &data)
    case .vxlan(let settings): settings.put(to: &data)
    case .vlan(let id, let other):
      data.put("id", number: id)
      data.put(rest: other)
    case .vrf(let table):
      if case .number(let number) = table { data.put("table", number: number) }
    case .other(_, let node):
      if let node { out.put("info_data", node: node) }
      return
    }
    out.put("info_data", node: data.node)
  }
}

extension BridgeSettings {
  init(_ given: Fields?) throws(RoutingError) {
    self.init()
    guard var data = given else { return }
    vlanFiltering = (try data.number("vlan_filtering") ?? 0) != 0
    stpState = try data.number("stp_state") ?? 0
    nfCallIPTables = (try data.number("nf_call_iptables") ?? 0) != 0
    nfCallIP6Tables = (try data.number("nf_call_ip6tables") ?? 0) != 0
    other = data.rest
  }

  func put(to data: inout FieldWriter) {
    data.put("vlan_filtering", bit: vlanFiltering)
    data.put("stp_state", number: stpState)
    data.put("nf_call_iptables", bit: nfCallIPTables)
    data.put("nf_call_ip6tables", bit: nfCallIP6Tables)
    data.put(rest: other)
  }
}

extension VXLANSettings {
  init(_ data: inout Fields) throws(RoutingError) {
    self.init(id: try data.number("id") ?? 0, port: try data.number("port"))
    local = try data.address("local")
    if local == nil { local = try data.address("local6") }
    remote = try Self.remote(&data)
    link = try data.string("link")
    other = data.rest
  }

  private static func remote(_ data: inout Fields) throws(RoutingError) -> IPAddress? {
    for key in ["remote", "remote6", "group", "group6"] {
      if let address = try data.address(key) { return address }
    }
    return nil
  }

  func put(to data: inout FieldWriter) {
    data.put("id", number: id)
    if let remote {
      let name = remote.isMulticast ? "group" : "remote"
      data.put(remote.family == .ipv6 ? name + "6" : name, remote)
    }
    data.put(local?.family == .ipv6 ? "local6" : "local", local)
    data.put("link", link)
    data.put("port", number: port)
    data.put(rest: other)
  }
}

extension LinkPort {
  init?(_ info: inout Fields) throws(RoutingError) {
    guard let kind = try info.string("info_slave_kind") else { return nil }
    self.init(kind: kind)
    guard var data = try info.object("info_slave_data") else { return }
    state = try data.string("state")
    hairpin = data.flag("hairpin")
    other = data.rest
  }

  func put(to out: inout FieldWriter) {
    out.put("info_slave_kind", kind)
    var data = FieldWriter()
    data.put("state", state)
    if kind == "bridge" { data.put("hairpin", node: Node(.bool(hairpin))) }
    data.put(rest: other)
    if !data.members.isEmpty { out.put("info_slave_data", node: data.node) }
  }
}
