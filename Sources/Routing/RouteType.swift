/// What a route does with a packet (`ip-route(8)`, "Route types").
public enum RouteType: Sendable, Hashable {
  /// Sends it on.
  case unicast
  /// Delivers it on this host.
  case local
  /// Sends or accepts it as a link broadcast.
  case broadcast
  /// Sends it as a multicast.
  case multicast
  /// Delivers it on this host, as one of several; never a source address.
  case anycast
  /// Drops it in silence.
  case blackhole
  /// Answers that the host is unreachable.
  case unreachable
  /// Answers that it is prohibited.
  case prohibit
  /// Leaves it to the next rule.
  case `throw`
  /// A stateless translation that kernels since 2.6 no longer do.
  case nat
  /// A type nobody here knows.
  case unknown(String)

  /// Reads what `ip` prints.
  public init(parsing text: String) {
    self = Self.known.first { $0.description == text } ?? .unknown(text)
  }

  private static let known: [RouteType] = [
    .unicast, .local, .broadcast, .multicast, .anycast, .blackhole, .unreachable, .prohibit,
    .throw, .nat,
  ]
}

extension RouteType: CustomStringConvertible {
  /// The word that `ip` prints.
  public var description: String {
    switch self {
    case .unicast: "unicast"
    case .local: "local"
    case .broadcast: "broadcast"
    case .multicast: "multicast"
    case .anycast: "anycast"
    case .blackhole: "blackhole"
    case .unreachable: "unreachable"
    case .prohibit: "prohibit"
    case .throw: "throw"
    case .nat: "nat"
    case .unknown(let text): text
    }
  }
}

/// How much an IPv6 router is preferred among routes of one metric (RFC 4191).
public enum RouterPreference: String, Sendable, Hashable, CaseIterable {
  case low
  case medium
  case high
}
