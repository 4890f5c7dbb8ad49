public import Addressing
import CNetfilter
import Routing

/// One entry of a bridge's or a tunnel's forwarding database: `bridge fdb`.
public struct ForwardingEntry: Sendable, Hashable {
  /// The hardware address, as printed.
  public var mac: String
  /// The port of the bridge, or the tunnel, that it is behind.
  public var dev: String
  /// The VLAN it is in.
  public var vlan: UInt16?
  /// The other end of the tunnel.
  public var destination: IPAddress?
  /// The network identifier of the tunnel, where it is not the tunnel's own.
  public var vni: UInt32?
  /// The bridge.
  public var master: String?
  /// `self`, `master`, `router`, `extern_learn`, `offload`, `sticky`.
  public var flags: [String]
  /// `permanent`, `static`, `stale`, or nothing for one that was learned of late.
  public var state: String
}

extension RoutingReader {
  /// The forwarding databases of all bridges and tunnels: what `bridge fdb` shows.
  public func forwardingEntries() throws(KernelError) -> [ForwardingEntry] {
    var header = ndmsg()
    header.ndm_family = UInt8(PF_BRIDGE)
    return try dump("the forwarding database", RTM_GETNEIGH, header) {
      message throws(KernelError) in try forwardingEntry(message)
    }
  }

  /// The entry in a message; nil for another family's.
  func forwardingEntry(_ message: NetlinkMessage) throws(KernelError) -> ForwardingEntry? {
    let header: ndmsg = try message.header()
    guard Int32(header.ndm_family) == PF_BRIDGE else { return nil }
    let table = try AttributeTable(message.attributes(after: ndmsg.self))
    let number: UInt32? = try table.number(NDA_VNI)
    return ForwardingEntry(
      mac: table[NDA_LLADDR].map { LinkAddress.bytes($0.payload.array) } ?? "",
      dev: devices.name(header.ndm_ifindex), vlan: try table.number(NDA_VLAN),
      destination: try table[NDA_DST]?.address(), vni: number,
      master: try table.number(NDA_MASTER).map(devices.name),
      flags: Self.flags.filter { Int32(header.ndm_flags) & $0.0 != 0 }.map(\.1),
      state: Self.state(Int32(header.ndm_state)))
  }

  private static let flags: [(Int32, String)] = [
    (NTF_SELF, "self"), (NTF_ROUTER, "router"), (NTF_EXT_LEARNED, "extern_learn"),
    (NTF_OFFLOADED, "offload"), (NTF_MASTER, "master"), (NTF_STICKY, "sticky"),
  ]

  private static func state(_ bits: Int32) -> String {
    if bits & NUD_PERMANENT != 0 { return "permanent" }
    if bits & NUD_NOARP != 0 { return "static" }
    return bits & NUD_STALE != 0 ? "stale" : ""
  }
}
