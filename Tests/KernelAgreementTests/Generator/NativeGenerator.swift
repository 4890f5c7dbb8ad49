/// Makes native nftables tables at random priorities, beside and between those of iptables.
struct NativeGenerator {
  var random: SplitMix64

  /// One table of `host`, of family `ip`, `ip6` or `inet`.
  mutating func table(number: Int, host: String) -> NativeTable {
    let family = random.pick(["ip", "ip6", "inet", "inet"])
    var table = NativeTable(family: family, name: "native\(number)", sets: sets(family), chains: [])
    for index in 0..<random.number(1...3) {
      let hook = random.pick(
        host == "router"
          ? ["prerouting", "prerouting", "input", "forward", "forward", "postrouting", "output"]
          : host == "client" ? ["output", "output", "input"] : ["input", "input", "output"])
      let kind = NativePlace.Kind.allCases.first { _ in random.chance(25) } ?? .filter
      let place = NativePlace(
        host: host, family: family, hook: hook,
        kind: kind == .nat && hook == "forward" || kind == .route && hook != "output"
          ? .filter : kind,
        callees: [])
      table.chains += chains(at: place, number: index)
    }
    return table
  }

  private mutating func chains(at place: NativePlace, number: Int) -> [NativeTable.Chain] {
    var place = place
    let early = [
      "-450", "-350", "-310", "-299", "-250", "-160", "-140", "-90", "-50", "-1", "1", "10", "60",
      "120", "200", "300",
    ]
    let late = ["-190", "-150", "-101", "-99", "-50", "10", "99", "101"]
    let priority = random.pick(place.kind == .filter ? early : late)
    let policy = place.kind == .filter && random.chance(6) ? "drop" : "accept"
    let head =
      "type \(place.kind.rawValue) hook \(place.hook) priority \(priority); policy \(policy);"
    let users = (0..<random.number(0...2)).map { "\(place.hook)\(number)_\($0)" }
    place.priority = Int(priority) ?? 0
    var chains: [NativeTable.Chain] = []
    // A regular chain must stand before the rule that names it.
    for (index, name) in (["\(place.hook)\(number)"] + users).enumerated() {
      place.callees = Array(users.dropFirst(index))
      let rules = (0..<random.number(1...4)).map { _ in rule(at: place) }
      chains.insert(.init(name: name, head: index == 0 ? head : "", rules: rules), at: 0)
    }
    return chains
  }

  private mutating func rule(at place: NativePlace) -> NativeTable.Rule {
    var place = place
    place.six = place.family == "ip6" || place.family == "inet" && random.chance(40)
    var statements = NativeStatements(random: random)
    let (demanded, statement) = statements.statement(at: place)
    var conditions = NativeConditions(random: statements.random)
    let made = conditions.conditions(at: place, demanded: demanded, statement: statement)
    random = conditions.random
    return .init(conditions: made, statement: statement)
  }

  /// The named sets and maps that conditions and statements refer to, the same in every table.
  private mutating func sets(_ family: String) -> [String] {
    let six = family == "ip6"
    let type = six ? "ipv6_addr" : "ipv4_addr"
    let nets = (Pools.sourcePrefixes.of(six, []) + Pools.destinationPrefixes.of(six, []))
      .filter { !$0.hasSuffix("/0") && !$0.hasSuffix("/16") && !$0.hasSuffix("/31") }
    let hosts = Pools.clients.of(six, []) + Pools.servers.of(six, [])
    let chosen = random.some(nets, percent: 30)
    let pairs = random.some(hosts, percent: 30).map { "\($0) . \(random.pick(Pools.tcpPorts))" }
    return [
      "  set hosts { type \(type); elements = { \(random.some(hosts, percent: 40).joined(separator: ", ")) } }",
      "  set nets { type \(type); flags interval; auto-merge; elements = { \(chosen.joined(separator: ", ")) } }",
      "  set pairs { type \(type) . inet_service; elements = { \(unique(pairs).joined(separator: ", ")) } }",
      "  set wide { type \(type) . inet_service; flags interval; elements = { "
        + "\(nets[0]) . 80-90, \(hosts[2]) . 7000-9000 } }",
      "  map marks { type inet_service : mark; elements = { 80 : 0x1, 81 : 0x7, 53 : 0x2 } }",
      "  map verdicts { type inet_service : verdict; elements = { "
        + "\(random.pick(["80 : drop, 7000 : accept", "8080 : accept, 53 : drop", "443 : return"])) } }",
      "  map backends { type inet_service : \(type); elements = { 80 : \(hosts[3]), 7000 : \(hosts[2]), 53 : \(hosts[4]) } }",
    ]
  }

  private func unique(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}

/// Where a native rule stands.
struct NativePlace {
  enum Kind: String, CaseIterable { case nat, route, filter }
  var host: String
  var family: String
  var hook: String
  var kind: Kind
  var callees: [String]
  var priority = 0
  /// The family that addresses in the rule have.
  var six = false
}
