/// Makes whole iptables tables: built-in chains with policies, user chains, rules, jumps.
struct TableGenerator {
  var random: SplitMix64
  /// The hooks of each table in the order the kernel runs them.
  static let hooks: [String: [String]] = [
    "raw": ["PREROUTING", "OUTPUT"],
    "mangle": ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
    "nat": ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
    "filter": ["INPUT", "FORWARD", "OUTPUT"],
    "security": ["INPUT", "FORWARD", "OUTPUT"],
  ]

  mutating func table(
    _ name: String, host: String, backend: TableText.Backend, six: Bool,
    sets: [(name: String, dimensions: Int)]
  ) -> TableText {
    let hooks = Self.hooks[name] ?? []
    var table = TableText(backend: backend, six: six, name: name, chains: [], rules: [])
    for hook in hooks {
      let strict = name == "filter" && random.chance(6)
      table.chains.append(.init(name: hook, policy: strict ? "DROP" : "ACCEPT"))
    }
    for hook in hooks where isBusy(hook, host: host) {
      // Chains of a hook call only chains after them, so that no cycle arises.
      let users = (0..<random.number(0...2)).map { "\(hook.prefix(4))-\(name)-\($0)" }
      for (index, chain) in ([hook] + users).enumerated() {
        let place = RulePlace(
          host: host, backend: backend, six: six, table: name, hook: hook, sets: sets,
          callees: Array(users.dropFirst(index)), isBuiltIn: index == 0)
        for _ in 0..<random.number(index == 0 ? 0...4 : 1...3) {
          table.rules.append(rule(in: chain, at: place))
        }
      }
      table.chains += users.map { .init(name: $0, policy: "-") }
    }
    return table
  }

  /// Packets of the probes pass few hooks of the end hosts; there rules are rarer.
  private mutating func isBusy(_ hook: String, host: String) -> Bool {
    switch (host, hook) {
    case (_, "FORWARD") where host != "router": false
    case ("router", "OUTPUT"): random.chance(40)
    default: random.chance(80)
    }
  }

  private mutating func rule(in chain: String, at place: RulePlace) -> RuleText {
    var targets = TargetGenerator(random: random)
    let (demanded, target) = targets.target(at: place)
    var matches = MatchGenerator(random: targets.random)
    var (_, conditions) = matches.matches(at: place, limited: demanded)
    random = matches.random
    // The target's own condition, as `--tcp-flags … -j TCPMSS`, replaces one of the same name.
    if target.hasPrefix("--tcp-flags") {
      conditions.removeAll { $0.contains("--tcp-flags") || $0.contains("--syn") }
    }
    return RuleText(chain: chain, matches: conditions, target: target)
  }
}
