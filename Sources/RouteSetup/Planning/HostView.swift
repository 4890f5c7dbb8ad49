import Addressing
import Routing
import Snapshots

/// A host as a planner looks at it: its own networks, and its routes by where they stand.
struct HostView {
  let name: String
  let stack: NetworkStack
  let neighbours: [Neighbour]
  /// The networks on its links but the loopback's, with the host's own address.
  let networks: [OwnNetwork]
  private let routes: [IPPrefix: [Route]]

  struct OwnNetwork {
    var link: String
    var network: IPPrefix
  }

  init(_ host: HostSnapshot) throws(RouteSetupError) {
    name = host.name
    let links = try Self.need(host.addresses, host)
    let ipv4 = try Self.need(host.routes.ipv4, host)
    let all = ipv4 + (host.routes.ipv6.value ?? [])
    stack = host.networkStack
    neighbours = host.neighbours.value ?? []
    networks = links.filter { !$0.isLoopback }.flatMap { link in
      link.addresses.compactMap { address in
        address.network.map { OwnNetwork(link: link.name, network: $0) }
      }
    }
    var routes: [IPPrefix: [Route]] = [:]
    routes.reserveCapacity(all.count)
    for route in all where route.table == .main {
      routes[route.destination, default: []].append(route)
    }
    self.routes = routes
  }

  private static func need<Value>(
    _ piece: Piece<Value>, _ host: HostSnapshot
  ) throws(RouteSetupError) -> Value {
    switch piece {
    case .present(let value): return value
    case .missing(let file):
      throw .notRead(host: host.name, file: file, reason: host.reasons[file])
    }
  }

  /// The routes of the main table for exactly this network.
  func routes(to network: IPPrefix) -> [Route] { routes[network] ?? [] }

  /// Whether the host has `address` itself.
  func owns(_ address: IPAddress) -> Bool { stack.owner(of: address) != nil }

  /// How a packet for `address` leaves; nil where it does not.
  func way(to address: IPAddress) -> (hop: NextHop, route: Route?)? {
    let decision = stack.output(RouteQuery(to: address))
    guard case .unicast(let hops) = decision.outcome, let hop = hops.first else { return nil }
    return (hop, decision.route)
  }

  /// Whether the host has asked for `address` and got no answer.
  func hasFailed(_ address: IPAddress) -> Bool {
    neighbours.contains {
      $0.address == address && ($0.state == .failed || $0.state == .incomplete)
    }
  }

  /// The link of the default route.
  var defaultLinks: Set<String> {
    Set(
      IPFamily.allCases.flatMap { routes(to: IPPrefix(everyAddressOf: $0)) }
        .flatMap(\.nextHops).compactMap(\.dev))
  }
}
