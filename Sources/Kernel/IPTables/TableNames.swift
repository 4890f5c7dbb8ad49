import Addressing
import Glibc

/// The tables of iptables-legacy that exist in the namespace of the calling thread.
///
/// A table that is asked for and does not exist is made by the kernel, hooks and all: only those
/// named here may be asked for.
enum TableNames {
  /// The names, in the order of iptables-save; none where the kernel has no iptables-legacy.
  static func read(_ family: IPFamily) throws(KernelError) -> [String] {
    // /proc/net is that of the main thread.
    let path = "/proc/thread-self/net/" + (family == .ipv4 ? "ip_tables_names" : "ip6_tables_names")
    do throws(KernelError) {
      let text = String(decoding: try TextFile.read(path), as: UTF8.self)
      return text.split(separator: "\n").map(String.init)
    } catch {
      switch error {
      case .system(call: _, subject: _, ENOENT): return []
      case .system(call: _, subject: _, EACCES), .system(call: _, subject: _, EPERM):
        throw .notPermitted(subject: "the rules of iptables-legacy", needs: .netAdmin)
      case _: throw error
      }
    }
  }
}
