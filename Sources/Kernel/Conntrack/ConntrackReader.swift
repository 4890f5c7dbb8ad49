public import Addressing
import CNetfilter
public import Firewall
import Glibc

/// Reads the connections that the namespace it was made in tracks (nfnetlink_conntrack).
///
/// A namespace without any rule that uses connection tracking has none.
public final class ConntrackReader {
  private let socket: NetlinkSocket

  /// Opens a socket.
  public init() throws(KernelError) {
    try KernelModule.check("nf_conntrack_netlink", for: "connection tracking")
    socket = try NetlinkSocket(NETLINK_NETFILTER)
  }

  /// The connections: what `conntrack -L` shows; of both families unless one is said.
  public func table(
    _ family: IPFamily? = nil, where filter: ConntrackFilter = ConntrackFilter()
  ) throws(KernelError) -> ConntrackTable {
    var request = NetlinkRequest(
      "the tracked connections", subsystem: NFNL_SUBSYS_CTNETLINK,
      command: IPCTNL_MSG_CT_GET.number, flags: NLM_F_DUMP,
      family: (filter.family ?? family)?.number ?? AF_UNSPEC)
    filter.put(to: &request)
    return ConntrackTable(
      try dumping(request) { entries, message throws(KernelError) in
        let entry = try ConntrackMessage(message).entry
        if let entry, family == nil || entry.original.source.family == family,
          filter.matches(entry)
        {
          entries.append(entry)
        }
      })
  }

  /// The connection that a packet belongs to, asked of the kernel; nil where it tracks none.
  public func entry(
    _ transport: TransportProtocol, from source: IPAddress, to destination: IPAddress,
    _ ports: ConntrackPorts, zone: UInt16 = 0
  ) throws(KernelError) -> ConntrackEntry? {
    var request = NetlinkRequest(
      "a tracked connection", subsystem: NFNL_SUBSYS_CTNETLINK, command: IPCTNL_MSG_CT_GET.number,
      flags: NLM_F_ACK, family: source.family.number)
    let tuple = ConntrackTuple(source: source, destination: destination, ports: ports)
    request.put(tuple, transport)
    if zone != 0 { request.put(CTA_ZONE.number, bigEndian: zone) }
    var found: ConntrackEntry?
    do {
      try socket.request(request) { message throws(KernelError) in
        found = try ConntrackMessage(message).entry
      }
    } catch .refused(_, ENOENT, _) {
      return nil
    } catch .refused(_, EINVAL, _) {
      throw .unsupported(subject: "connection tracking", module: "nf_conntrack_netlink")
    }
    return found
  }

  private func dumping(
    _ request: NetlinkRequest,
    _ take: (inout [ConntrackEntry], NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) -> [ConntrackEntry] {
    do {
      return try socket.dump(request, into: [], take)
    } catch .refused(_, EINVAL, _) {
      throw .unsupported(subject: "connection tracking", module: "nf_conntrack_netlink")
    }
  }
}
