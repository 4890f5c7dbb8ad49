/// Makes the whole ruleset of a seed: what each host gets, from which backends.
struct RulesetGenerator {
  var random: SplitMix64
  /// The kinds of sets the kernel has.
  var kinds: [String]

  /// Which of them rules come from.
  var allowed = RulesetGenerator.backends
  /// All there are, by the names used here.
  static let backends = ["legacy", "nft", "native"]

  /// The ruleset of `seed`.
  static func ruleset(
    seed: UInt64, kinds: [String], backends: [String] = RulesetGenerator.backends
  ) -> Ruleset {
    var generator = RulesetGenerator(
      random: SplitMix64(seed: seed), kinds: kinds, allowed: backends)
    return generator.ruleset()
  }

  private mutating func ruleset() -> Ruleset {
    var ruleset = Ruleset(parameters: parameters())
    ruleset.hosts.append(rules(of: "router", share: 70))
    if random.chance(25) { ruleset.hosts.append(rules(of: "client", share: 40)) }
    if random.chance(25) { ruleset.hosts.append(rules(of: "server", share: 40)) }
    return ruleset
  }

  private mutating func parameters() -> [String] {
    var lines: [String] = []
    if random.chance(12) {
      lines.append(
        "net.ipv4.conf.\(random.pick(["all", "lan0", "lan1"])).rp_filter = \(random.number(1...2))")
    }
    if random.chance(2) { lines.append("net.ipv4.ip_forward = 0") }
    if random.chance(2) {
      lines.append("net.ipv4.conf.\(random.pick(["lan0", "lan1"])).forwarding = 0")
    }
    if random.chance(2) { lines.append("net.ipv6.conf.all.forwarding = 0") }
    return lines
  }

  private mutating func rules(of host: String, share: Int) -> HostRules {
    var rules = HostRules(host: host)
    var sets: [(set: SetText, dimensions: Int, six: Bool)] = []
    if random.chance(60) {
      var generator = SetGenerator(random: random)
      sets = generator.sets(kinds: kinds)
      random = generator.random
      rules.sets = sets.map(\.set)
    }
    // legacy, iptables-nft, native: any of them, and often together.
    let backends = random.some(allowed, percent: 45)
    for backend in [TableText.Backend.legacy, .nft] where backends.contains(backend.rawValue) {
      for six in [false, true] where !six || random.chance(60) {
        let fitting = sets.filter {
          $0.six == six || $0.set.kind.hasPrefix("bitmap:port") || $0.set.kind.hasPrefix("hash:mac")
        }
        for name in ["raw", "mangle", "nat", "filter", "security"] {
          guard random.chance(name == "security" ? 8 : name == "raw" ? share / 2 : share) else {
            continue
          }
          var generator = TableGenerator(random: random)
          rules.tables.append(
            generator.table(
              name, host: host, backend: backend, six: six,
              sets: fitting.map { ($0.set.name, $0.dimensions) }))
          random = generator.random
        }
      }
    }
    if backends.contains("native") {
      for number in 0..<random.number(1...3) {
        var generator = NativeGenerator(random: random)
        rules.native.append(generator.table(number: number, host: host))
        random = generator.random
      }
    }
    return rules
  }
}
