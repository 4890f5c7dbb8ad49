import Addressing
import CNetfilter
import Documents
import Routing

extension RoutingReader {
  /// The addresses of both families by interface number, in the kernel's order: IPv4 first.
  func interfaceAddresses() throws(KernelError) -> [Int32: [InterfaceAddress]] {
    let request = NetlinkRequest(
      "the addresses", type: UInt16(RTM_GETADDR), flags: NLM_F_DUMP, header: ifaddrmsg())
    return try socket.dump(request, into: [:]) { addresses, message throws(KernelError) in
      let header: ifaddrmsg = try message.header()
      guard IPFamily(number: header.ifa_family) != nil else { return }
      let table = try AttributeTable(message.attributes(after: ifaddrmsg.self))
      guard let address = try InterfaceAddress(header, table) else { return }
      addresses[Int32(bitPattern: header.ifa_index), default: []].append(address)
    }
  }
}

extension InterfaceAddress {
  fileprivate init?(_ header: ifaddrmsg, _ table: AttributeTable) throws(KernelError) {
    let address = try table[IFA_ADDRESS]?.address()
    guard let local = try table[IFA_LOCAL]?.address() ?? address else { return nil }
    self.init(local, prefixLength: Int(header.ifa_prefixlen))
    if let address, address != local { peer = address }
    broadcast = try table[IFA_BROADCAST]?.address()
    scope = AddressScope(rawValue: header.ifa_scope)
    label = table[IFA_LABEL]?.string
    var bits = try table.number(IFA_FLAGS) ?? UInt32(header.ifa_flags)
    flags = Self.words(&bits, local.family)
    if let info = try table[IFA_CACHEINFO]?.load(ifa_cacheinfo.self) {
      validLifetime = info.ifa_valid
      preferredLifetime = info.ifa_prefered
    }
    var rest = NodeMembers()
    rest.put("metric", number: try table.number(IFA_RT_PRIORITY, UInt32.self))
    rest.put("anycast", try table[IFA_ANYCAST]?.address().description)
    if bits != 0 { rest.put("ifa_flags", (bits < 16 ? "0" : "") + String(bits, radix: 16)) }
    other = rest.list
  }

  private static let names: [(Int32, String)] = [
    (IFA_F_NODAD, "nodad"), (IFA_F_OPTIMISTIC, "optimistic"), (IFA_F_DADFAILED, "dadfailed"),
    (IFA_F_HOMEADDRESS, "home"), (IFA_F_DEPRECATED, "deprecated"),
    (IFA_F_TENTATIVE, "tentative"), (IFA_F_MANAGETEMPADDR, "mngtmpaddr"),
    (IFA_F_NOPREFIXROUTE, "noprefixroute"), (IFA_F_MCAUTOJOIN, "autojoin"),
    (IFA_F_STABLE_PRIVACY, "stable-privacy"),
  ]

  /// The flags as `ip` names them, taken out of `bits`; one that is not permanent is `dynamic`.
  private static func words(_ bits: inout UInt32, _ family: IPFamily) -> [String] {
    var words: [String] = []
    if bits & UInt32(IFA_F_SECONDARY) != 0 {
      words.append(family == .ipv4 ? "secondary" : "temporary")
    }
    for (bit, name) in names where bits & UInt32(bit) != 0 { words.append(name) }
    if bits & UInt32(IFA_F_PERMANENT) == 0 { words.append("dynamic") }
    for bit in names.map(\.0) + [IFA_F_SECONDARY, IFA_F_PERMANENT] { bits &= ~UInt32(bit) }
    return words
  }
}
