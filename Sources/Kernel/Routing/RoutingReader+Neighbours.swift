import Addressing
import CNetfilter
import Documents
public import Routing

extension RoutingReader {
  /// The ARP and ND entries: what `ip -j -d neigh` shows, which leaves `NOARP` and `NONE` out.
  public func neighbours() throws(KernelError) -> [Neighbour] {
    try dump("the neighbours", RTM_GETNEIGH, ndmsg()) { message throws(KernelError) in
      let header: ndmsg = try message.header()
      guard Int(header.ndm_state) & ~Int(NUD_NOARP) != 0 else { return nil }
      return try neighbour(message, header)
    }
  }

  /// The addresses this host answers for in place of others: what `ip -j neigh show proxy` shows.
  public func proxyNeighbours() throws(KernelError) -> [Neighbour] {
    var header = ndmsg()
    header.ndm_flags = UInt8(NTF_PROXY)
    return try dump("the proxied neighbours", RTM_GETNEIGH, header) {
      message throws(KernelError) in try neighbour(message, try message.header())
    }
  }

  /// The neighbour in a message; nil for another family's.
  func neighbour(
    _ message: NetlinkMessage, _ header: ndmsg
  ) throws(KernelError) -> Neighbour? {
    guard IPFamily(number: header.ndm_family) != nil else { return nil }
    let table = try AttributeTable(message.attributes(after: ndmsg.self))
    guard let address = try table[NDA_DST]?.address() else { return nil }
    let flags = Int32(header.ndm_flags)
    var neighbour = Neighbour(
      address, dev: devices.name(header.ndm_ifindex),
      lladdr: table[NDA_LLADDR].map {
        LinkAddress.text($0, type: devices[header.ndm_ifindex]?.type)
      },
      state: .init(number: header.ndm_state))
    neighbour.isProxy = flags & NTF_PROXY != 0
    neighbour.isRouter = flags & NTF_ROUTER != 0
    var rest = NodeMembers()
    rest.put("extern_learn", present: flags & NTF_EXT_LEARNED != 0)
    rest.put("offload", present: flags & NTF_OFFLOADED != 0)
    rest.put("protocol", try table.number(NDA_PROTOCOL, UInt8.self).map(names.origin))
    neighbour.other = rest.list
    return neighbour
  }
}

extension Neighbour.State {
  /// The first of the `NUD_…` bits that is set, in the order that `ip` prints them.
  init(number: UInt16) {
    let bits: [(Int, Self)] = [
      (Int(NUD_INCOMPLETE), .incomplete), (Int(NUD_REACHABLE), .reachable),
      (Int(NUD_STALE), .stale), (Int(NUD_DELAY), .delay), (Int(NUD_PROBE), .probe),
      (Int(NUD_FAILED), .failed), (Int(NUD_NOARP), .noarp), (Int(NUD_PERMANENT), .permanent),
    ]
    let state = bits.first { Int(number) & $0.0 != 0 }?.1
    self = state ?? (number == 0 ? .none : .unknown(String(number)))
  }
}
