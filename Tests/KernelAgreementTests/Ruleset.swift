/// All rules of the three hosts, in pieces small enough that one can be taken away.
struct Ruleset: Sendable, Hashable {
  /// What the router's kernel is told before, as `key = value`.
  var parameters: [String] = []
  var hosts: [HostRules] = []
}

/// What one host gets: sets first, then tables, then native tables.
struct HostRules: Sendable, Hashable {
  var host: String
  var sets: [SetText] = []
  var tables: [TableText] = []
  var native: [NativeTable] = []
}

/// An ipset in the words of `ipset save`.
struct SetText: Sendable, Hashable {
  var name: String
  /// What follows `create NAME`.
  var kind: String
  /// What follows `add NAME`.
  var members: [String]

  var text: String {
    (["create \(name) \(kind)"] + members.map { "add \(name) \($0)" }).joined(separator: "\n")
      + "\n"
  }
}

/// One table of one backend in the words of `iptables-save`.
struct TableText: Sendable, Hashable {
  enum Backend: String, Sendable { case legacy, nft }
  var backend: Backend
  var six: Bool
  var name: String
  /// Chains with their policies; `-` for user chains.
  var chains: [Chain]
  var rules: [RuleText]

  struct Chain: Sendable, Hashable {
    var name: String
    var policy: String
  }

  /// The tool that loads it.
  var tool: String { "\(six ? "ip6" : "ip")tables-\(backend.rawValue)-restore" }

  var text: String {
    let head = chains.map { ":\($0.name) \($0.policy) [0:0]" }
    return (["*\(name)"] + head + rules.map(\.text) + ["COMMIT"]).joined(separator: "\n") + "\n"
  }
}

/// One `-A` line.
struct RuleText: Sendable, Hashable {
  var chain: String
  var matches: [String]
  var target: String

  var text: String {
    (["-A \(chain)"] + matches + [target]).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// One table of native nftables in the words of `nft list`.
struct NativeTable: Sendable, Hashable {
  var family: String
  var name: String
  /// Sets and maps, each with its braces.
  var sets: [String]
  var chains: [Chain]

  struct Chain: Sendable, Hashable {
    var name: String
    /// `type … hook … priority …; policy …;`, empty for a regular chain.
    var head: String
    var rules: [Rule]
  }

  struct Rule: Sendable, Hashable {
    var conditions: [String]
    var statement: String
  }

  /// The table without the rule that stands in a line of its text (from 1); nil for other lines.
  func without(line: Int) -> NativeTable? {
    var copy = self
    var next = 2 + sets.count
    for (index, chain) in chains.enumerated() {
      next += 2
      if (next..<next + chain.rules.count).contains(line) {
        copy.chains[index].rules.remove(at: line - next)
        return copy
      }
      next += chain.rules.count + 1
    }
    return nil
  }

  var text: String {
    var lines = ["table \(family) \(name) {"] + sets
    for chain in chains {
      lines += ["  chain \(chain.name) {", "    \(chain.head)"]
      lines += chain.rules.map { "    " + ($0.conditions + [$0.statement]).joined(separator: " ") }
      lines.append("  }")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }
}
