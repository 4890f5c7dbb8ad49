import Addressing
import Firewall
import Routing
public import Snapshots

/// Reads a living host, or another network namespace of it, as a snapshot.
public struct HostReader: Sendable {
  private let namespace: NetworkNamespace
  private let name: String
  private let role: HostRole
  /// Whether to look up which processes hold the listening sockets.
  public var findsOwners = true
  /// Whether to read the tracked connections.
  public var readsConntrack = true

  /// Reads `namespace` as the host `name` of a snapshot.
  public init(_ namespace: NetworkNamespace = .current, name: String, role: HostRole) {
    self.namespace = namespace
    self.name = name
    self.role = role
  }

  /// The host as it is now. What is refused (no privilege, no such module, no IPv6) is a missing
  /// piece with its reason in ``HostSnapshot/reasons``; throws only when the namespace cannot be
  /// entered.
  public func read() throws(KernelError) -> HostSnapshot {
    try namespace.perform { () throws(KernelError) in
      var reading = HostReading(HostSnapshot(name: name, role: role))
      reading.readNetwork()
      reading.readListeners(findsOwners: findsOwners)
      reading.readFirewall()
      if readsConntrack { reading.readConntrack() }
      return reading.host
    }
  }
}

/// A host in the reading: every piece is read on its own, so that one refusal costs one piece.
struct HostReading {
  private(set) var host: HostSnapshot

  init(_ host: HostSnapshot) { self.host = host }

  /// Reads a piece, or notes why it is missing.
  mutating func read<Value>(
    _ path: WritableKeyPath<HostSnapshot, Piece<Value>>, _ body: () throws(KernelError) -> Value
  ) {
    do throws(KernelError) {
      host[keyPath: path] = .present(try body())
    } catch {
      note(error, host[keyPath: path].missingFile)
    }
  }

  /// Notes why the piece that `file` stands for is missing.
  mutating func note(_ error: KernelError, _ file: String?) {
    if let file { host.reasons[file] = error.description }
  }

  mutating func readNetwork() {
    let reader = Result { () throws(KernelError) in try RoutingReader() }
    read(\.links) { () throws(KernelError) in try reader.get().links() }
    read(\.addresses) { () throws(KernelError) in try reader.get().addresses() }
    read(\.neighbours) { () throws(KernelError) in try reader.get().neighbours() }
    read(\.routes.ipv4) { () throws(KernelError) in try reader.get().routes(.ipv4) }
    read(\.rules.ipv4) { () throws(KernelError) in try reader.get().rules(.ipv4) }
    read(\.routes.ipv6) { () throws(KernelError) in
      try IPv6.check()
      return try reader.get().routes(.ipv6)
    }
    read(\.rules.ipv6) { () throws(KernelError) in
      try IPv6.check()
      return try reader.get().rules(.ipv6)
    }
    read(\.sysctls) { () throws(KernelError) in try SysctlReader().read() }
  }

  mutating func readListeners(findsOwners: Bool) {
    let owners = findsOwners ? SocketOwners.find() : SocketOwners()
    let reader = Result { () throws(KernelError) in try SocketReader() }
    read(\.tcpListeners) { () throws(KernelError) in
      try reader.get().listeners(.tcp, owners: owners)
    }
    read(\.udpListeners) { () throws(KernelError) in
      try reader.get().listeners(.udp, owners: owners)
    }
  }

  mutating func readConntrack() {
    read(\.conntrack) { () throws(KernelError) in try ConntrackReader().table() }
  }
}

/// Whether this kernel speaks IPv6 at all.
enum IPv6 {
  /// Throws where it was built, or started, without IPv6.
  static func check() throws(KernelError) {
    guard FileStatus.inode(of: "/proc/thread-self/net/if_inet6") != nil else {
      throw .unsupported(subject: "IPv6", module: "ipv6")
    }
  }
}
