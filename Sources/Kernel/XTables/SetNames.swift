import Addressing
import CNetfilter
import Glibc

/// The names of ipsets by their index, which is all that rules keep of them.
///
/// Asked of the kernel one by one, as iptables does, and remembered. Not for two threads at once.
final class SetNames {
  private var known: [UInt16: String] = [:]
  private let socket: RawSocket?
  private var version: UInt32?

  /// Names that are asked through a socket; without one no name is known.
  init(_ socket: RawSocket?) { self.socket = socket }

  /// The name of a set; nil where the kernel does not tell.
  subscript(index: UInt16) -> String? {
    if let name = known[index] { return name }
    guard let name = ask(index) else { return nil }
    known[index] = name
    return name
  }

  private func ask(_ index: UInt16) -> String? {
    guard let socket, let version = protocolVersion() else { return nil }
    var request = ip_set_req_get_set()
    request.op = UInt32(IP_SET_OP_GET_BYINDEX)
    request.version = version
    unsafe request.set.index = index
    guard socket.get(SO_IP_SET, level: SOL_IP, &request) == 0 else { return nil }
    let name = unsafe characters(request.set.name)
    return name.isEmpty ? nil : name
  }

  private func protocolVersion() -> UInt32? {
    if let version { return version }
    var request = ip_set_req_version(op: UInt32(IP_SET_OP_VERSION), version: 0)
    guard let socket, socket.get(SO_IP_SET, level: SOL_IP, &request) == 0 else { return nil }
    version = request.version
    return version
  }
}
