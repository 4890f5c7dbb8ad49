public import Addressing
public import Cluster
public import Firewall
public import Routing

/// One change of a network, to be tried on a copy of its snapshot. Positions count from 1.
public enum Change: Sendable {
  /// Adds a route, or replaces the one with the same destination, table and metric.
  case replaceRoute(host: String, Route)
  case deleteRoute(host: String, Route)
  case addRoutingRule(host: String, RoutingRule)
  case deleteRoutingRule(host: String, RoutingRule)
  case setSysctl(host: String, key: String, value: String)
  /// Puts a rule before the one at `position`; beyond the end it is appended.
  case insertRule(ChainPlace, position: Int, IPTablesRule)
  case deleteRule(ChainPlace, position: Int)
  case setPolicy(ChainPlace, ChainPolicy)
  /// Puts a chain in place of the one of its name, or adds it.
  case putChain(ChainPlace, [IPTablesRule])
  /// Empties a table of its rules and sets its policies to ACCEPT.
  case flushTable(ChainPlace)
  case insertNFTRule(
    host: String, family: String, table: String, chain: String, position: Int, NFTables.Rule)
  case deleteNFTRule(host: String, family: String, table: String, chain: String, position: Int)
  case deleteNFTTable(host: String, family: String, table: String)
  /// Adds a set, or replaces the one of its name.
  case putSet(host: String, IPSet)
  case putPolicy(NetworkPolicy)
  case deletePolicy(ObjectName)
  case putService(Service)
  /// Adds a listener, in the place of the one that has its address.
  case putListener(host: String, ListeningSocket)
  /// Somebody answers at a neighbour's address.
  case putNeighbour(host: String, Neighbour)
  case setAddresses(host: String, [Link])
  /// Sets a link up, so that it and the other end of its cable have a carrier.
  case raiseLink(host: String, link: String)
  /// The scrape configuration names another address.
  case aim(at: Endpoint)
}
