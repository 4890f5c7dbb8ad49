import Addressing
public import Routing

/// How the routes of this program are told from all others: by their protocol (`rtm_protocol`).
public enum OwnRoutes {
  /// The number, of those that `rtnetlink.h` leaves to user space.
  public static let number: UInt8 = 177
  /// The name that `rt_protos.d` gets for it.
  public static let name = "diagnose"
  /// What such a route says of its origin: the number, for the name may not be registered.
  public static let origin = String(number)

  /// Whether a route is one of ours.
  public static func contains(_ route: Route) -> Bool {
    route.origin == origin || route.origin == name
  }
}

extension Route {
  /// Whether the kernel takes the two for one route: the same place in the same table.
  func isInPlace(of other: Route) -> Bool {
    destination == other.destination && table == other.table && tos == other.tos
      && source == other.source
  }

  /// Whether packets take the same way by both.
  func leads(as other: Route) -> Bool {
    type == other.type && ways == other.ways
  }

  /// Whether the kernel made it for an address of a link.
  var isConnected: Bool { origin == "kernel" && nextHops.allSatisfy { $0.gateway == nil } }

  private var ways: Set<[String]> {
    Set(nextHops.map { ["\($0.gateway?.description ?? "")", $0.dev ?? "", "\($0.weight)"] })
  }

  /// The `ip` command, with -6 where it is needed.
  var tool: String { family == .ipv4 ? "ip" : "ip -6" }
}
