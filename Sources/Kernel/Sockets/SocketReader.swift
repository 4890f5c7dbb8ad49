public import Addressing
import CNetfilter
import Glibc
public import Routing

/// Reads the sockets that wait for packets in the namespace it was made in (sock_diag(7)).
public final class SocketReader {
  private let socket: NetlinkSocket
  private let devices: Devices

  /// Opens a socket and looks at the interfaces.
  public init() throws(KernelError) {
    socket = try NetlinkSocket(NETLINK_SOCK_DIAG)
    devices = try Devices(try NetlinkSocket(NETLINK_ROUTE))
  }

  /// The listening TCP or the unconnected UDP sockets of both families: what `ss -H -tln` or
  /// `ss -H -uln` shows; with `owners`, what `-p` adds.
  public func listeners(
    _ transport: TransportProtocol, owners: SocketOwners = SocketOwners()
  ) throws(KernelError) -> [ListeningSocket] {
    try KernelModule.check("\(transport)_diag", for: "listing of \(transport) sockets")
    return try listeners(transport, .ipv4, owners) + listeners(transport, .ipv6, owners)
  }

  private func listeners(
    _ transport: TransportProtocol, _ family: IPFamily, _ owners: SocketOwners
  ) throws(KernelError) -> [ListeningSocket] {
    var query = inet_diag_req_v2()
    query.sdiag_family = UInt8(family.number)
    query.sdiag_protocol = transport.rawValue
    query.idiag_states = 1 << UInt32(transport == .tcp ? cnf_tcp_listen() : cnf_tcp_close())
    let request = NetlinkRequest(
      "the listening \(transport) sockets", type: UInt16(SOCK_DIAG_BY_FAMILY), flags: NLM_F_DUMP,
      header: query)
    do {
      return try socket.dump(request, into: []) { found, message throws(KernelError) in
        found.append(try listener(message, transport, family, owners))
      }
    } catch .refused(_, ENOENT, _) {
      throw .unsupported(subject: "listing of \(transport) sockets", module: "\(transport)_diag")
    }
  }

  /// The socket in a message.
  func listener(
    _ message: NetlinkMessage, _ transport: TransportProtocol, _ family: IPFamily,
    _ owners: SocketOwners
  ) throws(KernelError) -> ListeningSocket {
    let header: inet_diag_msg = try message.header()
    let attributes = message.attributes(after: inet_diag_msg.self)
    let isOnly6 = try attributes.first(Int(INET_DIAG_SKV6ONLY))?.number(UInt8.self) ?? 0 != 0
    let offset = 4 + Int(cnf_diag_source_offset())
    let bytes = message.payload.slice(offset, offset + family.bitWidth / 8)
    guard let address = IPAddress(bytes) else {
      throw .malformed(subject: "a socket", reason: "its address is cut off")
    }
    let bound: ListeningSocket.Bound =
      if !address.isUnspecified {
        .only(address.unmapped)
      } else if family == .ipv6, !isOnly6 {
        .everyAddress
      } else {
        .every(family)
      }
    let interface = Int32(bitPattern: header.id.idiag_if)
    return ListeningSocket(
      transport, bound, port: UInt16(bigEndian: header.id.idiag_sport),
      interface: interface == 0 ? nil : devices.name(interface),
      state: transport == .tcp ? "LISTEN" : "UNCONN", receiveQueue: Int(header.idiag_rqueue),
      sendQueue: Int(header.idiag_wqueue), processes: owners[header.idiag_inode])
  }
}

extension IPAddress {
  /// The IPv4 address within an IPv4-mapped IPv6 address, else the address itself.
  var unmapped: IPAddress {
    guard family == .ipv6, high == 0, low >> 32 == 0xffff else { return self }
    return IPAddress(v4: UInt32(truncatingIfNeeded: low))
  }
}
