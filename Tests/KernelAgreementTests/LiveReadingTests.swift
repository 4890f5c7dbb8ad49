import Addressing
import Firewall
import Glibc
import Kernel
import KernelLab
import Testing

/// What is read from the kernel against what its tools print, on random rules.
///
/// `RULESETS=200` in the environment chooses how many, `SEEDS=7` or `1..9` which.
@Suite(.serialized) struct LiveReadingTests {
  private static var seeds: [UInt64] {
    func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let count = environment("RULESETS").flatMap { UInt64($0) } ?? 60
    guard let text = environment("SEEDS") else { return Array(1...max(1, count)) }
    let ends = text.split(separator: ".", omittingEmptySubsequences: true).compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return [] }
    return Array(first...last)
  }

  @Test func `reads random rules as the tools print them`() async throws {
    let seeds = Self.seeds
    let (differences, rules) = try await onOwnThread { () -> ([String], Int) in
      let kinds = try KernelKinds.sets()
      var differences: [String] = []
      var rules = 0
      for seed in seeds {
        let lab = try ThreeHosts()
        let (accepted, _) = try RulesetGenerator.ruleset(seed: seed, kinds: kinds).load(into: lab)
        for wanted in accepted.hosts {
          guard let host = lab.hosts.first(where: { $0.name == wanted.host }) else { continue }
          var reading = try LiveReading(host)
          // Neighbour discovery may be counted between two readings: not three times in a row.
          for _ in 0..<2 where !reading.differences.isEmpty { reading = try LiveReading(host) }
          differences += reading.differences.map { "seed \(seed), \(wanted.host): \($0)" }
          rules += reading.rules
        }
      }
      return (differences, rules)
    }
    print("\(rules) rules of \(seeds.count) seeds")
    #expect(rules > seeds.count)
    for difference in differences { Issue.record("\(difference)") }
  }
}

/// The rules of one host, read both ways.
private struct LiveReading {
  /// Each rule, set or chain that is not the same.
  private(set) var differences: [String] = []
  /// How many rules there were.
  private(set) var rules = 0

  init(_ host: KernelLab.NetworkNamespace) throws {
    let namespace = Kernel.NetworkNamespace.path(host.path)
    for family in [IPFamily.ipv4, .ipv6] {
      let program = family == .ipv4 ? "iptables" : "ip6tables"
      let legacy = try namespace.perform {
        () throws(KernelError) in try LegacyReader.read(family)
      }
      compare(legacy, try Self.saved(host, "\(program)-legacy-save -c", family))
      let nft = try namespace.perform {
        () throws(KernelError) in try CompatibleReader.read(family)
      }
      compare(nft, try Self.saved(host, "\(program)-nft-save -c", family))
    }
    let listed = try host.run(["sh", "-c", "nft -j list ruleset 2>/dev/null"])
    let text = try NFTables.Ruleset(parsingJSON: Array(listed.utf8))
    let read = try namespace.perform { () throws(KernelError) in try NFTablesReader.read() }
    compare(read, text)
  }

  private static func saved(
    _ host: KernelLab.NetworkNamespace, _ command: String, _ family: IPFamily
  ) throws -> IPTablesRuleset {
    try IPTablesRuleset(
      parsing: try host.run(["sh", "-c", command + " 2>/dev/null"]), family: family)
  }

  private mutating func compare(_ read: IPTablesRuleset, _ text: IPTablesRuleset) {
    if read.tables.map(\.name) != text.tables.map(\.name) {
      differences.append("tables \(read.tables.map(\.name)), not \(text.tables.map(\.name))")
    }
    for table in text.tables {
      for theirs in table.chains {
        rules += theirs.rules.count
        guard let ours = read[table.name]?.chain(theirs.name) else {
          differences.append("\(table.name) has no \(theirs.name)")
          continue
        }
        if ours == theirs { continue }
        if ours.rules.count != theirs.rules.count || ours.policy != theirs.policy {
          differences.append("\(table.name) \(theirs.name) is not the same chain")
        }
        for (one, two) in zip(ours.rules, theirs.rules) where one != two {
          differences.append(
            "\(table.name): \(one.text(inChain: ours.name, family: read.family)) is not "
              + two.text(inChain: ours.name, family: text.family))
        }
      }
    }
  }

  private mutating func compare(_ read: NFTables.Ruleset, _ text: NFTables.Ruleset) {
    for (ours, theirs) in zip(read.tables, text.tables) {
      if ours.sets != theirs.sets {
        differences.append("sets \(ours.sets) are not \(theirs.sets)")
      }
      for (one, two) in zip(ours.chains, theirs.chains) {
        rules += two.rules.count
        if one.name != two.name || one.base != two.base || one.rules.count != two.rules.count {
          differences.append("chain \(one.name) is not \(two.name)")
        }
        for (mine, other) in zip(one.rules, two.rules) where mine != other {
          differences.append(
            "\(ours.name) \(one.name): \(mine.text(in: ours.family)) is not "
              + "\(other.text(in: ours.family)); \(mine.statements) \(other.statements)")
        }
      }
    }
    if read.tables.count != text.tables.count { differences.append("other tables of nftables") }
  }
}
