import Kernel
import Snapshots

/// A host that is read now.
struct LiveHost {
  let host: NamedHost

  init(_ host: NamedHost) { self.host = host }

  /// Everything its kernel tells; what is refused is a missing piece with its reason.
  func read() throws -> HostSnapshot {
    var reader = HostReader(host.namespace, name: host.name, role: host.role ?? .router)
    // No answer depends on connections that are open now.
    reader.readsConntrack = false
    do throws(KernelError) {
      return try reader.read()
    } catch {
      throw error.exit
    }
  }
}
