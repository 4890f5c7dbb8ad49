public import Routing

/// One change of the kernel's routes.
public enum RouteChange: Sendable, Hashable {
  /// Adds a route; refused where one stands in its place (`ip route add`).
  case add(Route)
  /// Deletes exactly this route (`ip route del`).
  case delete(Route)

  /// The route it is about.
  public var route: Route {
    switch self {
    case .add(let route), .delete(let route): route
    }
  }

  /// What takes it back.
  public var inverse: RouteChange {
    switch self {
    case .add(let route): .delete(route)
    case .delete(let route): .add(route)
    }
  }
}

/// A change that the kernel refused, and its reason.
public struct RouteRefusal: Error, Sendable, Hashable {
  /// What was asked for.
  public var change: RouteChange
  /// Its errno.
  public var errno: Int32
  /// The kernel's own words (`NETLINK_EXT_ACK`).
  public var said: String?
}

extension RouteRefusal: CustomStringConvertible {
  /// `the kernel refused to add '10.42.0.0/24 via …': Network is unreachable (…)`.
  public var description: String {
    let verb =
      switch change {
      case .add: "add"
      case .delete: "delete"
      }
    return "the kernel refused to \(verb) '\(change.route)': \(KernelError.text(errno))"
      + (said.map { " (\($0))" } ?? "")
  }
}
