import Addressing
public import Documents
public import Routing

/// The languages that routers are told static routes in.
public enum RouterSyntax: String, Sendable, Hashable, CaseIterable {
  /// OpenWrt's `uci`.
  case openwrt
  /// MikroTik's RouterOS.
  case routeros
  /// VyOS, and EdgeOS, which it comes from.
  case vyos
  /// FRRouting's `vtysh`.
  case frr
  /// What to fill in on pfSense's and OPNsense's pages.
  case pfsense
  /// iproute2, for a router that is a Linux host.
  case linux
}

/// Static routes in one of the languages, and what takes them back.
public struct RouterText: Sendable, Hashable {
  /// What makes them.
  public var commands: [String]
  /// What takes them back.
  public var undo: [String]
}

extension RouterSyntax {
  /// The routes as this language says them. Interfaces are left out where the gateway decides.
  public func text(_ routes: [Route]) -> RouterText {
    switch self {
    case .openwrt: Self.openwrt(routes)
    case .routeros: Self.routeros(routes)
    case .vyos: Self.vyos(routes)
    case .frr: Self.frr(routes)
    case .pfsense: Self.pfsense(routes)
    case .linux:
      RouterText(
        commands: routes.flatMap { SetupAction.route($0).commands },
        undo: routes.reversed().flatMap { SetupAction.route($0).undo })
    }
  }

  /// Each way of each route: a multipath route is several.
  private static func ways(_ routes: [Route]) -> [(route: Route, gateway: String)] {
    routes.flatMap { route in
      route.nextHops.map { (route, ($0.gateway?.description ?? $0.dev) ?? "") }
    }
  }

  /// Sections with names of their own, so that they can be told from all others.
  private static func openwrt(_ routes: [Route]) -> RouterText {
    var text = RouterText(commands: [], undo: [])
    for (number, (route, gateway)) in ways(routes).enumerated() {
      let section = "network.diagnose_\(number)"
      text.commands += [
        "uci set \(section)=\(route.family == .ipv4 ? "route" : "route6")",
        "uci set \(section).interface='lan'", "uci set \(section).target='\(route.destination)'",
        "uci set \(section).gateway='\(gateway)'",
      ]
      text.undo.append("uci delete \(section)")
    }
    let last = ["uci commit network", "service network reload"]
    return RouterText(commands: text.commands + last, undo: text.undo + last)
  }

  private static func routeros(_ routes: [Route]) -> RouterText {
    let comment = "comment=diagnose-routes"
    let families = IPFamily.allCases.filter { family in routes.contains { $0.family == family } }
    return RouterText(
      commands: ways(routes).map { route, gateway in
        "/\(route.family == .ipv4 ? "ip" : "ipv6") route add dst-address=\(route.destination) gateway=\(gateway) \(comment)"
      },
      undo: families.map {
        "/\($0 == .ipv4 ? "ip" : "ipv6") route remove [find \(comment)]"
      })
  }

  private static func vyos(_ routes: [Route]) -> RouterText {
    let name = { (route: Route) in
      "protocols static \(route.family == .ipv4 ? "route" : "route6") \(route.destination)"
    }
    let last = ["commit", "save", "exit"]
    return RouterText(
      commands: ["configure"]
        + ways(routes).map { "set \(name($0.route)) next-hop \($0.gateway)" } + last,
      undo: ["configure"] + routes.map { "delete \(name($0))" } + last)
  }

  private static func frr(_ routes: [Route]) -> RouterText {
    let lines = ways(routes).map { route, gateway in
      "\(route.family == .ipv4 ? "ip" : "ipv6") route \(route.destination) \(gateway)"
    }
    let last = ["end", "write memory"]
    return RouterText(
      commands: ["configure terminal"] + lines + last,
      undo: ["configure terminal"] + lines.map { "no \($0)" } + last)
  }

  private static func pfsense(_ routes: [Route]) -> RouterText {
    var gateways: [String] = []
    for (_, gateway) in ways(routes) where !gateways.contains(gateway) { gateways.append(gateway) }
    let name = { (gateway: String) in
      "NODE_" + String(gateway.map { $0 == "." || $0 == ":" ? "_" : $0 })
    }
    return RouterText(
      commands: gateways.map {
        "System > Routing > Gateways > Add: interface LAN, name \(name($0)), gateway \($0), no gateway monitoring"
      }
        + ways(routes).map {
          "System > Routing > Static Routes > Add: destination network \($0.route.destination), gateway \(name($0.gateway))"
        } + [
          "System > Advanced > Firewall & NAT: tick 'Bypass firewall rules for traffic on the same interface': the answers of pods do not pass the router"
        ],
      undo: routes.map {
        "System > Routing > Static Routes: delete \($0.destination)"
      } + gateways.map { "System > Routing > Gateways: delete \(name($0))" })
  }
}

extension RouterText {
  /// The text for machines.
  public var json: Node {
    [
      "commands": Node(.array(commands.map { Node(.string($0)) })),
      "undo": Node(.array(undo.map { Node(.string($0)) })),
    ]
  }
}
