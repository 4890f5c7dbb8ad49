import Addressing
import Routing

extension RouteSetupError: CustomStringConvertible {
  /// What is wrong, with which network or gateway, and what to write instead.
  public var description: String {
    switch self {
    case .notANetwork(let text): "'\(text)' is not a network: write 10.42.0.0/24"
    case .notAnAddress(let text): "'\(text)' is not an address: write 192.168.1.101"
    case .hostBits(let prefix):
      "\(prefix) has host bits set: the network is \(prefix.canonical)"
    case .notRoutable(let prefix):
      "\(prefix) cannot be routed to a node: it holds loopback, link-local, multicast or all addresses"
    case .familiesDiffer(let network, let gateway):
      "\(network) is \(network.family) and its gateway \(gateway) is \(gateway.family): name a gateway of the same family"
    case .gatewaysDoNotMatch(let networks, let gateways):
      "\(networks) pod network\(networks == 1 ? "" : "s") and \(gateways) gateways: name one --via for all, or one for each --pods in the same order"
    case .gatewayOffLink(let gateway, let host):
      "the gateway \(gateway) is on no link of \(host): name a node or router that \(host) reaches directly"
    case .gatewayIsOwn(let gateway, let host):
      "the gateway \(gateway) is an address of \(host) itself: name the node"
    case .overlapsLink(let prefix, let link, let own, let host):
      "\(prefix) overlaps \(own), the network of \(host) on \(link) that the nodes are reached through: give the cluster other ranges"
    case .overlapEachOther(let one, let other):
      "\(one) and \(other) overlap and belong to two gateways: only one of them can be right"
    case .nothingToReach, .noGateway, .noServiceGateway, .notRead: missingWords
    case .foreignRoute, .carriesSession, .staleCluster, .staleHost, .notAPlan, .cannotPersist:
      refusalWords
    }
  }

  private var missingWords: String {
    switch self {
    case .noGateway(let node, let family):
      "node \(node) has no \(family) address that this host can send to: name a gateway with --via"
    case .noServiceGateway(let network):
      "no node takes packets for the services \(network): name one with --via"
    case .notRead(let host, let file, let reason):
      "\(file) of \(host) was not read" + (reason.map { ": \($0)" } ?? ": record it, or look live")
    case _:
      "no pod network and no service network is known: name the cluster's objects with --objects or --kubeconfig, or the networks with --pods CIDR --services CIDR --via NODE"
    }
  }

  private var refusalWords: String {
    switch self {
    case .foreignRoute(let route, let wanted, let host):
      "\(host) has '\(route)', which is not ours, where '\(wanted)' belongs: take it away first with 'ip route del \(route.arguments.joined(separator: " "))'"
    case .carriesSession(let route, let client):
      "'\(route)' would carry this SSH session, which comes from \(client): apply it from the console, or leave that network out"
    case .staleCluster(let reason): "the plan is older than the cluster: \(reason): make a new plan"
    case .staleHost(let reason): "the plan does not fit this host: \(reason): make a new plan"
    case .notAPlan(let reason):
      "this is not what 'routes plan --output json' prints: \(reason)"
    case .cannotPersist(let reason): reason
    case _: ""
    }
  }
}
