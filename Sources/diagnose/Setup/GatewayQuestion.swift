import Addressing
import Dispatch
import Kernel
import Observations
import Probing
import RouteSetup
import Routing
import Snapshots

extension SetupScene {
  /// How many gateways are asked at most.
  private static let limit = 64

  /// Makes a living host ask for its gateways, so that its neighbour table says who answers.
  mutating func askGateways() throws {
    guard let namespace = network.namespaces[host.name] else { return }
    let addresses = Array(gateways.prefix(Self.limit))
    guard !addresses.isEmpty else { return }
    DispatchQueue.concurrentPerform(iterations: addresses.count) { index in
      // Any answer will do, also a refusal; a neighbour that is missing shows after three seconds.
      let request = AttemptRequest(
        Endpoint(addresses[index], port: 9), timeout: .milliseconds(3500))
      _ = try? namespace.perform { () throws(ProbeError) in try Probe.attempt(request) }
    }
    let neighbours = try kernelErrors { () throws(KernelError) in
      try namespace.perform { () throws(KernelError) in try RoutingReader().neighbours() }
    }
    host.neighbours = .present(neighbours)
    for index in network.snapshot.hosts.indices
    where network.snapshot.hosts[index].name == host.name {
      network.snapshot.hosts[index].neighbours = .present(neighbours)
    }
  }

  /// The gateways of the routes that the host has to the networks, and the nodes on its links.
  private var gateways: [IPAddress] {
    let stack = host.networkStack
    let wanted = networks.nodes.flatMap(\.pods) + networks.services
    var found: Set<IPAddress> = []
    for network in wanted.prefix(1000) {
      guard case .unicast(let hops) = stack.output(RouteQuery(to: network.network)).outcome else {
        continue
      }
      found.formUnion(hops.compactMap(\.gateway))
    }
    return found.sorted()
  }
}
