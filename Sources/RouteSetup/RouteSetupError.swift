public import Addressing
public import Routing

/// Why no plan can be made, or why a plan must not be applied.
public enum RouteSetupError: Error, Sendable, Hashable {
  /// A text that should be a network.
  case notANetwork(String)
  /// A text that should be an address.
  case notAnAddress(String)
  /// A network with host bits set.
  case hostBits(IPPrefix)
  /// A network that no packet of another host may come from: loopback, multicast, link-local, all.
  case notRoutable(IPPrefix)
  /// A gateway of one family for a network of the other.
  case familiesDiffer(network: IPPrefix, gateway: IPAddress)
  /// More gateways than pod networks, or fewer, and not one for all.
  case gatewaysDoNotMatch(networks: Int, gateways: Int)
  /// A gateway that is on no link of the host and that no route leads to.
  case gatewayOffLink(IPAddress, host: String)
  /// A gateway that is the host itself.
  case gatewayIsOwn(IPAddress, host: String)
  /// A network that overlaps the one the gateways are in.
  case overlapsLink(IPPrefix, link: String, own: IPPrefix, host: String)
  /// Two networks that overlap and go to two gateways.
  case overlapEachOther(IPPrefix, IPPrefix)
  /// Neither pod networks nor a service network are known.
  case nothingToReach
  /// A node has no address that the host could send to.
  case noGateway(node: String, IPFamily)
  /// No node is there to take packets for Services.
  case noServiceGateway(IPPrefix)
  /// A piece of the host that a plan needs was not read.
  case notRead(host: String, file: String, reason: String?)
  /// Another route stands where one of the plan should.
  case foreignRoute(Route, wanted: Route, host: String)
  /// A planned route would take over the way to the machine this session comes from.
  case carriesSession(Route, client: IPAddress)
  /// A plan that does not fit the cluster as it is now.
  case staleCluster(String)
  /// A plan that was made for another host or an earlier state of it.
  case staleHost(String)
  /// What a way of configuring networks has no words for.
  case cannotPersist(String)
  /// A text that is no plan.
  case notAPlan(String)
}
