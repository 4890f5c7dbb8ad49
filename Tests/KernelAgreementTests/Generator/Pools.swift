import Addressing

/// The few addresses, ports and marks that rules and flows share, so that rules hit flows.
enum Pools {
  static let clients = [false: ["10.9.1.2", "10.9.1.3"], true: ["fd09:1::2", "fd09:1::3"]]
  /// The address of the client to which the router knows no way back.
  static let strangers = [false: "10.9.77.1", true: "fd09:77::1"]
  static let servers = [
    false: ["10.9.2.2", "10.9.2.3", "10.9.2.4", "10.9.3.2"],
    true: ["fd09:2::2", "fd09:2::3", "fd09:2::4", "fd09:3::2"],
  ]
  static let routers = [
    false: ["10.9.1.1", "10.9.1.254", "10.9.2.1"], true: ["fd09:1::1", "fd09:2::1"],
  ]
  /// Addresses nobody has: only translation makes them answer.
  static let virtual = [false: ["10.9.9.9", "10.9.9.10"], true: ["fd09:9::9", "fd09:9::10"]]
  /// Addresses behind the router's unreachable, prohibit and blackhole routes.
  static let rejected = [
    false: ["10.9.66.1", "10.9.67.1", "10.9.68.1"],
    true: ["fd09:66::1", "fd09:67::1", "fd09:68::1"],
  ]
  static let sourcePrefixes = [
    false: [
      "10.9.1.2/32", "10.9.1.3/32", "10.9.1.0/24", "10.9.1.0/31", "10.9.0.0/16", "10.9.2.0/24",
      "0.0.0.0/0",
    ],
    true: [
      "fd09:1::2/128", "fd09:1::3/128", "fd09:1::/64", "fd09::/16", "fd09:2::/64", "::/0",
    ],
  ]
  static let destinationPrefixes = [
    false: [
      "10.9.2.2/32", "10.9.2.3/32", "10.9.2.0/24", "10.9.2.2/31", "10.9.3.0/24", "10.9.9.9/32",
      "10.9.0.0/16", "10.9.1.0/24", "10.9.9.0/24",
    ],
    true: [
      "fd09:2::2/128", "fd09:2::3/128", "fd09:2::/64", "fd09:3::/64", "fd09:9::9/128", "fd09::/16",
      "fd09:1::/64",
    ],
  ]
  static let tcpPorts: [UInt16] = [80, 80, 8080, 81, 9000, 8443, 22, 7000, 7001, 443]
  static let udpPorts: [UInt16] = [53, 53, 5353, 514, 8125, 7000, 7001]
  static let marks = ["0x1", "0x2", "0x4", "0x7", "0x10"]
  static let masks = ["", "", "/0x3", "/0xff", "/0xf0"]

  /// An address of the pools as a value.
  static func address(_ text: String) -> IPAddress {
    IPAddress(parsing: text) ?? .zero(.ipv4)
  }
}

extension Dictionary where Key == Bool, Value: Sendable {
  /// What the pool has for the family.
  func of(_ six: Bool, _ none: Value) -> Value { self[six] ?? none }
}
