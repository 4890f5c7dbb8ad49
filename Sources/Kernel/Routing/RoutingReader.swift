import CNetfilter
import Routing

/// Reads the network layer of the namespace that it was made in (rtnetlink(7)), as the very values
/// that the texts of `ip -j -d` are read into.
public final class RoutingReader {
  let socket: NetlinkSocket
  let names: RoutingNames
  /// The interfaces by number: names and flags, as they were when the reader was made.
  let devices: Devices

  /// Opens a socket and looks at the interfaces.
  public init() throws(KernelError) {
    socket = try NetlinkSocket(NETLINK_ROUTE)
    names = .shared
    devices = try Devices(socket)
  }

  /// A whole table of the kernel.
  func dump<Value>(
    _ subject: String, _ type: Int, _ header: some BitwiseCopyable,
    _ take: (NetlinkMessage) throws(KernelError) -> Value?
  ) throws(KernelError) -> [Value] {
    let request = NetlinkRequest(subject, type: UInt16(type), flags: NLM_F_DUMP, header: header)
    return try socket.dump(request, into: []) { values, message throws(KernelError) in
      if let value = try take(message) { values.append(value) }
    }
  }
}

/// What is needed of the interfaces to name them where the kernel gives a number.
struct Devices: Sendable {
  private var known: [Int32: Device] = [:]

  struct Device: Sendable {
    var name: String
    var flags: UInt32
    var type: UInt16
  }

  init(_ socket: NetlinkSocket) throws(KernelError) {
    var request = NetlinkRequest(
      "the interfaces", type: UInt16(RTM_GETLINK), flags: NLM_F_DUMP, header: ifinfomsg())
    request.put(Int(IFLA_EXT_MASK), UInt32(RTEXT_FILTER_SKIP_STATS))
    known = try socket.dump(request, into: [:]) { devices, message throws(KernelError) in
      let header: ifinfomsg = try message.header()
      let attributes = message.attributes(after: ifinfomsg.self)
      let name = try attributes.first(Int(IFLA_IFNAME))?.string ?? ""
      devices[header.ifi_index] = Device(
        name: name, flags: header.ifi_flags, type: header.ifi_type)
    }
  }

  /// The name of interface `index`; `if7` where it is gone, as `ip` says.
  func name(_ index: Int32) -> String { known[index]?.name ?? "if\(index)" }

  /// The number of the interface called `name`.
  func index(named name: String) -> Int32? { known.first { $0.value.name == name }?.key }

  subscript(index: Int32) -> Device? { known[index] }
}
