import Addressing

extension RoutingRule: CustomStringConvertible {
  /// The line `ip rule` prints: `32766: from all lookup main`.
  public var description: String { "\(priority): \(words.joined(separator: " "))" }

  /// What `ip rule add` (or `ip -6 rule add`) accepts after it to make the same rule.
  public var arguments: [String] { ["pref", String(priority)] + words }

  private var words: [String] {
    var words = isInverted ? ["not"] : []
    words += selector.words
    if let origin, origin != "kernel", origin != "unspec" { words += ["protocol", origin] }
    words += action.words
    if let suppressPrefixLength {
      words += ["suppress_prefixlength", String(suppressPrefixLength)]
    }
    if let suppressInterfaceGroup { words += ["suppress_ifgroup", suppressInterfaceGroup] }
    return words
  }
}

extension RoutingRule.Selector {
  var words: [String] {
    var words = ["from", source.map(Route.text) ?? "all"]
    if let destination { words += ["to", Route.text(destination)] }
    if let tos { words += ["tos", TypeOfService.text(tos)] }
    if let dscp { words += ["dscp", String(dscp)] }
    if let mark {
      let mask = markMask == .max ? "" : "/0x" + String(markMask, radix: 16)
      words += ["fwmark", "0x" + String(mark, radix: 16) + mask]
    }
    if let inInterface { words += ["iif", inInterface] }
    if let outInterface { words += ["oif", outInterface] }
    if let users { words += ["uidrange", "\(users.lowerBound)-\(users.upperBound)"] }
    if let transport { words += ["ipproto", transport.description] }
    if let sourcePorts { words += ["sport", Self.text(sourcePorts)] }
    if let destinationPorts { words += ["dport", Self.text(destinationPorts)] }
    if let tunnelID { words += ["tun_id", String(tunnelID)] }
    return words
  }

  private static func text(_ ports: PortRange) -> String {
    ports.first == ports.last ? "\(ports.first)" : "\(ports.first)-\(ports.last)"
  }
}

extension RoutingRule.Action {
  var words: [String] {
    switch self {
    case .lookup(let table): ["lookup", table.description]
    case .l3mdev: ["l3mdev"]
    case .goto(let priority): ["goto", String(priority)]
    case .nop: ["nop"]
    case .blackhole: ["blackhole"]
    case .unreachable: ["unreachable"]
    case .prohibit: ["prohibit"]
    case .unknown(let word): word.isEmpty ? [] : [word]
    }
  }
}
