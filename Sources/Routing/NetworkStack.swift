/// The network layer of one host: what was recorded of it, arranged for fast lookups.
///
/// A part that is nil was not recorded; what depends on it is undecided. An empty part says that
/// there is nothing.
public struct NetworkStack: Sendable {
  /// What was recorded.
  public let parts: Parts

  /// Arranges what was recorded for lookups. O(n log n) in the number of routes.
  public init(_ parts: Parts) {
    self.parts = parts
  }

  /// What can be recorded of a host.
  public struct Parts: Sendable, Hashable {
    /// Interfaces with their addresses, in the kernel's order.
    public var links: [Link]?
    /// IPv4 routes of all tables, in the kernel's order.
    public var ipv4Routes: [Route]?
    /// IPv6 routes of all tables, in the kernel's order.
    public var ipv6Routes: [Route]?
    /// IPv4 rules by priority.
    public var ipv4Rules: [RoutingRule]?
    /// IPv6 rules by priority.
    public var ipv6Rules: [RoutingRule]?
    /// ARP and ND entries.
    public var neighbours: [Neighbour]?
    /// Kernel settings.
    public var sysctls: Sysctls?
    /// Sockets that listen for TCP connections.
    public var tcpListeners: [ListeningSocket]?
    /// Sockets that wait for UDP packets.
    public var udpListeners: [ListeningSocket]?

    /// A host of which nothing was recorded.
    public init() {}
  }
}
