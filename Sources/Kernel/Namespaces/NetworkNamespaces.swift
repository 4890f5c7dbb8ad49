import Glibc

/// The network namespaces that can be found on this machine.
public struct NetworkNamespaces: Sendable, Hashable {
  /// The named ones and those of processes; one entry each, the present one left out.
  public let entries: [Entry]
  /// Whether some processes could not be looked into (they belong to other users).
  public let isPartial: Bool

  /// A namespace and how it was found.
  public struct Entry: Sendable, Hashable {
    /// How to enter it: by name where it has one, else by the process with the lowest PID.
    public var namespace: NetworkNamespace
    /// The number of its file in nsfs: two files with one number are one namespace.
    public var inode: UInt64
    /// Its name in `ip netns list`.
    public var name: String?
    /// The process in it with the lowest PID.
    public var pid: Int32?
    /// That process's command name (`/proc/PID/comm`).
    public var command: String?
  }
}

extension NetworkNamespaces {
  /// Looks at `/run/netns` and at every process's `ns/net`. Linear in the number of processes.
  public static func find() -> NetworkNamespaces {
    var search = Search()
    search.lookAtNames()
    search.lookAtProcesses()
    return NetworkNamespaces(
      entries: search.order.compactMap { search.found[$0] }, isPartial: search.isPartial)
  }

  private struct Search {
    var found: [UInt64: Entry] = [:]
    var order: [UInt64] = []
    var isPartial = false
    private let own = FileStatus.inode(of: "/proc/thread-self/ns/net")

    mutating func lookAtNames() {
      for name in Folder.names(NetworkNamespace.folder).sorted() {
        guard let inode = FileStatus.inode(of: "\(NetworkNamespace.folder)/\(name)"),
          FileStatus.isNamespace("\(NetworkNamespace.folder)/\(name)"), inode != own
        else { continue }
        if found[inode] != nil { continue }
        order.append(inode)
        found[inode] = Entry(namespace: .named(name), inode: inode, name: name)
      }
    }

    mutating func lookAtProcesses() {
      for pid in Folder.names("/proc").compactMap({ Int32($0) }).sorted() {
        guard let inode = FileStatus.inode(of: "/proc/\(pid)/ns/net") else {
          // A process that has just ended hides nothing.
          if FileStatus.inode(of: "/proc/\(pid)") != nil { isPartial = true }
          continue
        }
        if inode != own { note(pid, inode) }
      }
    }

    private mutating func note(_ pid: Int32, _ inode: UInt64) {
      if found[inode] == nil {
        order.append(inode)
        found[inode] = Entry(namespace: .process(pid), inode: inode)
      }
      guard found[inode]?.pid == nil else { return }
      found[inode]?.pid = pid
      let command = try? TextFile.read("/proc/\(pid)/comm")
      found[inode]?.command = command.map {
        String(decoding: $0.filter { $0 != 10 }, as: UTF8.self)
      }
    }
  }
}
