import Addressing
import CNetfilter

/// Reads the services of the kernel's load balancer in the namespace it was made in.
public final class VirtualServerReader {
  private let socket: NetlinkSocket
  private let family: UInt16

  /// Opens a socket. Throws ``KernelError/unsupported(subject:module:)`` where the kernel has no
  /// load balancer in use; nothing is loaded by asking.
  public init() throws(KernelError) {
    guard FileStatus.inode(of: "/proc/thread-self/net/ip_vs") != nil else {
      throw .unsupported(subject: "virtual servers (IPVS)", module: "ip_vs")
    }
    socket = try NetlinkSocket(NETLINK_GENERIC)
    family = try GenericNetlink.family("IPVS", socket)
  }

  /// The services with their destinations: what `ipvsadm -L -n` shows.
  public func servers() throws(KernelError) -> [VirtualServer] {
    let request = request("the virtual servers", Int(IPVS_CMD_GET_SERVICE))
    let found = try socket.dump(request, into: [(VirtualServer, [UInt8])]()) {
      list, message throws(KernelError) in
      let attributes = message.attributes(after: genlmsghdr.self)
      guard let part = try attributes.first(Int(IPVS_CMD_ATTR_SERVICE)) else { return }
      list.append((try VirtualServer(AttributeTable(part.nested)), part.payload.array))
    }
    var servers: [VirtualServer] = []
    for (server, bytes) in found {
      var server = server
      server.destinations = try destinations(bytes)
      servers.append(server)
    }
    return servers
  }

  private func destinations(_ service: [UInt8]) throws(KernelError) -> [VirtualServer.Destination] {
    var request = request("a virtual server's destinations", Int(IPVS_CMD_GET_DEST))
    request.put(Int(IPVS_CMD_ATTR_SERVICE) | Int(NLA_F_NESTED), service)
    return try socket.dump(request, into: []) { list, message throws(KernelError) in
      let attributes = message.attributes(after: genlmsghdr.self)
      guard let part = try attributes.first(Int(IPVS_CMD_ATTR_DEST)) else { return }
      list.append(try VirtualServer.Destination(AttributeTable(part.nested)))
    }
  }

  private func request(_ subject: String, _ command: Int) -> NetlinkRequest {
    NetlinkRequest(
      subject, type: family, flags: NLM_F_DUMP,
      header: genlmsghdr(cmd: UInt8(command), version: UInt8(IPVS_GENL_VERSION), reserved: 0))
  }
}

extension VirtualServer {
  fileprivate init(_ table: AttributeTable) throws(KernelError) {
    let family: UInt16 = try table.number(Int(IPVS_SVC_ATTR_AF)) ?? 0
    self.init(
      transport: try table.number(Int(IPVS_SVC_ATTR_PROTOCOL), UInt16.self)
        .map { TransportProtocol(rawValue: UInt8(truncatingIfNeeded: $0)) },
      address: IPAddress(table[Int(IPVS_SVC_ATTR_ADDR)], family),
      port: try table[Int(IPVS_SVC_ATTR_PORT)]?.bigEndian() ?? 0,
      mark: try table.number(Int(IPVS_SVC_ATTR_FWMARK)),
      scheduler: table[Int(IPVS_SVC_ATTR_SCHED_NAME)]?.string ?? "", destinations: [])
  }
}

extension VirtualServer.Destination {
  fileprivate init(_ table: AttributeTable) throws(KernelError) {
    let family: UInt16 = try table.number(Int(IPVS_DEST_ATTR_ADDR_FAMILY)) ?? UInt16(AF_INET)
    guard let address = IPAddress(table[Int(IPVS_DEST_ATTR_ADDR)], family) else {
      throw .malformed(subject: "a virtual server's destination", reason: "it has no address")
    }
    self.init(
      address: address, port: try table[Int(IPVS_DEST_ATTR_PORT)]?.bigEndian() ?? 0,
      weight: try table.number(Int(IPVS_DEST_ATTR_WEIGHT)) ?? 0,
      method: .init(try table.number(Int(IPVS_DEST_ATTR_FWD_METHOD)) ?? 0),
      activeConnections: try table.number(Int(IPVS_DEST_ATTR_ACTIVE_CONNS)) ?? 0)
  }
}

extension VirtualServer.Method {
  fileprivate init(_ number: UInt32) {
    switch Int32(truncatingIfNeeded: number) & IP_VS_CONN_F_FWD_MASK {
    case IP_VS_CONN_F_MASQ: self = .masquerade
    case IP_VS_CONN_F_LOCALNODE: self = .local
    case IP_VS_CONN_F_TUNNEL: self = .tunnel
    case IP_VS_CONN_F_DROUTE: self = .route
    case IP_VS_CONN_F_BYPASS: self = .bypass
    case _: self = .unknown(number)
    }
  }
}

extension IPAddress {
  /// An address of `family` in a field that has room for either.
  fileprivate init?(_ attribute: NetlinkAttribute?, _ family: UInt16) {
    guard let attribute, let family = IPFamily(number: UInt8(truncatingIfNeeded: family)) else {
      return nil
    }
    self.init(attribute.payload.slice(0, family.bitWidth / 8))
  }
}
