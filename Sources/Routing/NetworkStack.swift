public import Addressing

/// The network layer of one host: what was recorded of it, arranged for fast lookups.
///
/// A part that is nil was not recorded; what depends on it is undecided. An empty part says that
/// there is nothing. Rules that were not recorded are taken to be the kernel's own, because most
/// hosts have no others; ``assumesRules(_:)`` tells.
public struct NetworkStack: Sendable {
  /// What was recorded.
  public let parts: Parts
  let ipv4: FIB?
  let ipv6: FIB?
  let neighbours: NeighbourTable
  let settings: InterfaceSettings
  let book: AddressBook

  /// Arranges what was recorded for lookups. O(n log n) in the number of routes.
  public init(_ parts: Parts) {
    self.parts = parts
    settings = InterfaceSettings(parts.sysctls)
    neighbours = NeighbourTable(parts.neighbours ?? [])
    let links = parts.links ?? []
    ipv4 = Self.fib(.ipv4, parts.ipv4Routes, parts.ipv4Rules, links, settings)
    ipv6 = Self.fib(.ipv6, parts.ipv6Routes, parts.ipv6Rules, links, settings)
    book = AddressBook(links)
  }

  private static func fib(
    _ family: IPFamily, _ routes: [Route]?, _ rules: [RoutingRule]?, _ links: [Link],
    _ settings: InterfaceSettings
  ) -> FIB? {
    guard let routes else { return nil }
    return FIB(
      family, routes: routes, rules: rules ?? RoutingRule.defaults(family), links: links,
      ignoresLinkdown: { settings.number(family, $0, "ignore_routes_with_linkdown") == 1 })
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

  func fib(_ family: IPFamily) -> FIB? { family == .ipv4 ? ipv4 : ipv6 }
}

extension NetworkStack {
  /// The interface of that name.
  public func link(_ name: String) -> Link? {
    book.place(of: name).flatMap { parts.links?[$0] }
  }

  /// The interface of that number.
  public func link(index: Int) -> Link? { parts.links?.first { $0.index == index } }

  /// The interface that holds `address` as its own; nil for none, and where links are unknown.
  public func owner(of address: IPAddress) -> Link? {
    book.owner(of: address).flatMap { parts.links?[$0] }
  }

  /// The ports of a bridge, bond or VRF.
  public func ports(of master: String) -> [Link] {
    parts.links?.filter { $0.master == master } ?? []
  }

  /// Whether the rules of a family were not recorded and the kernel's own are assumed.
  public func assumesRules(_ family: IPFamily) -> Bool {
    (family == .ipv4 ? parts.ipv4Rules : parts.ipv6Rules) == nil
  }

  /// The socket that would take a packet: the most specific one, as `__inet_lookup_listener()`
  /// scores them. The outer nil says that sockets of this protocol were not recorded.
  public func listener(
    _ transport: TransportProtocol, _ address: IPAddress, port: UInt16, inInterface: String? = nil
  ) -> ListeningSocket?? {
    let recorded = transport == .tcp ? parts.tcpListeners : parts.udpListeners
    guard let recorded else { return .none }
    let takers = recorded.filter {
      $0.accepts(address, port: port, transport: transport, inInterface: inInterface)
    }
    return .some(takers.max { $0.specificity < $1.specificity })
  }
}

extension ListeningSocket {
  /// Higher where the kernel prefers the socket.
  var specificity: Int {
    let bound =
      switch self.bound {
      case .everyAddress: 0
      case .every: 1
      case .only: 2
      }
    return bound * 2 + (interface == nil ? 0 : 1)
  }
}
