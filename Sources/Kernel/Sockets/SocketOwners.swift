import Glibc
import Routing

/// Which processes hold which sockets, by the sockets' numbers in `/proc/PID/fd`.
public struct SocketOwners: Sendable {
  private var processes: [UInt32: [ListeningSocket.Process]] = [:]

  /// Nobody.
  public init() {}

  /// The processes that hold the socket with the number `inode`.
  subscript(inode: UInt32) -> [ListeningSocket.Process] { processes[inode] ?? [] }

  /// Looks at the descriptors of every process that may be looked into. Linear in their number.
  public static func find() -> SocketOwners {
    var owners = SocketOwners()
    for pid in Folder.names("/proc").compactMap({ Int($0) }).sorted() {
      var command: String?
      for name in Folder.names("/proc/\(pid)/fd") {
        guard let inode = socket("/proc/\(pid)/fd/\(name)") else { continue }
        let known = command ?? TextFile.text("/proc/\(pid)/comm") ?? ""
        command = known
        owners.processes[inode, default: []].append(
          .init(name: known, pid: pid, descriptor: Int(name)))
      }
    }
    return owners
  }

  /// The number in `socket:[1234]`.
  private static func socket(_ link: String) -> UInt32? {
    guard let target = Folder.target(of: link), target.hasPrefix("socket:[") else { return nil }
    return UInt32(target.dropFirst(8).dropLast())
  }
}
