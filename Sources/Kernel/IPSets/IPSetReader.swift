import CNetfilter
public import Firewall
import Glibc

/// Reads the sets of the namespace it was made in (ipset(8) through nfnetlink).
public final class IPSetReader {
  let socket: NetlinkSocket

  /// Opens a socket.
  public init() throws(KernelError) {
    try KernelModule.check("ip_set", for: "sets of addresses")
    socket = try NetlinkSocket(NETLINK_NETFILTER)
  }

  /// The sets with their members: what `ipset save` shows.
  public func sets() throws(KernelError) -> IPSets {
    var request = IPSetReader.request("the sets", IPSET_CMD_LIST, flags: NLM_F_DUMP)
    // Unset, the kernel lists everything; protocol 7 adds the index.
    request.put(Int(IPSET_ATTR_FLAGS) | Int(NLA_F_NET_BYTEORDER), bigEndian: UInt32(0))
    return try listing(request).sets
  }

  /// One set; nil where there is none of that name.
  public func set(_ name: String) throws(KernelError) -> IPSet? {
    var request = IPSetReader.request("set \(name)", IPSET_CMD_LIST, flags: NLM_F_DUMP)
    request.put(Int(IPSET_ATTR_SETNAME), name)
    do {
      return try listing(request).sets[name]
    } catch .refused(_, let code, _) where code == ENOENT {
      return nil
    }
  }

  /// The name of the set that rules call by this number (`struct xt_set_info`); nil where there is
  /// none.
  public func name(index: UInt16) throws(KernelError) -> String? {
    var request = IPSetReader.request("set number \(index)", IPSET_CMD_GET_BYINDEX)
    request.put(Int(IPSET_ATTR_INDEX) | Int(NLA_F_NET_BYTEORDER), bigEndian: index)
    var name: String?
    do {
      try socket.request(request) { message throws(KernelError) in
        let attributes = message.attributes(after: nfgenmsg.self)
        name = try attributes.first(Int(IPSET_ATTR_SETNAME))?.string
      }
    } catch .refused(_, let code, _) where code == ENOENT {
      return nil
    } catch {
      throw Self.named(error)
    }
    return name
  }

  /// The names of all sets by the numbers that rules call them by, in one answer.
  public func names() throws(KernelError) -> [UInt16: String] {
    var request = IPSetReader.request("the sets' names", IPSET_CMD_LIST, flags: NLM_F_DUMP)
    request.put(
      Int(IPSET_ATTR_FLAGS) | Int(NLA_F_NET_BYTEORDER),
      bigEndian: UInt32(IPSET_FLAG_LIST_HEADER.rawValue))
    do {
      return try socket.dump(request, into: [:]) { names, message throws(KernelError) in
        let table = try AttributeTable(message.attributes(after: nfgenmsg.self))
        guard let index: UInt16 = try table[IPSET_ATTR_INDEX]?.bigEndian() else { return }
        names[index] = table[IPSET_ATTR_SETNAME]?.string
      }
    } catch {
      throw Self.named(error)
    }
  }

  private func listing(_ request: NetlinkRequest) throws(KernelError) -> IPSetListing {
    do {
      return try socket.dump(request, into: IPSetListing()) {
        listing, message throws(KernelError) in
        try listing.take(message)
      }
    } catch {
      throw Self.named(error)
    }
  }

  /// A subsystem that is not there refuses every request as invalid.
  static func named(_ error: KernelError) -> KernelError {
    if case .refused(_, EINVAL, _) = error {
      return .unsupported(subject: "sets of addresses", module: "ip_set")
    }
    return error
  }

  static func request(
    _ subject: String, _ command: ipset_cmd, flags: Int32 = 0
  ) -> NetlinkRequest {
    var request = NetlinkRequest(
      subject, subsystem: NFNL_SUBSYS_IPSET, command: command.number, flags: flags,
      family: AF_INET)
    request.put(Int(IPSET_ATTR_PROTOCOL), UInt8(IPSET_PROTOCOL))
    return request
  }
}
