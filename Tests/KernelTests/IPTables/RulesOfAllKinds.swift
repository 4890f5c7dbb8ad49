import Addressing
import KernelLab

/// A rule for each match, target and option, in a namespace of its own.
struct RulesOfAllKinds {
  let family: IPFamily
  /// `legacy` or `nft`.
  let backend: String
  let host: NetworkNamespace
  /// The rows that the tool refused, with its reason.
  private(set) var refused: [String] = []

  var program: String { (family == .ipv4 ? "iptables-" : "ip6tables-") + backend }

  /// Loads the rules one by one.
  init(_ family: IPFamily, backend: String) throws {
    self.family = family
    self.backend = backend
    host = try NetworkNamespace(name: "rules")
    try host.run(["ip", "link", "set", "lo", "up"])
    for set in ["S1 hash:ip", "S6 hash:ip family inet6"] {
      try host.run(["ipset", "create"] + set.split(separator: " ").map(String.init))
    }
    let text = family == .ipv4 ? IPTablesRules4.text : IPTablesRules6.text
    for line in text.split(separator: "\n") {
      let parts = line.drop { $0 == "~" }.split(separator: "|", maxSplits: 1).map(String.init)
      let input = "*\(parts[0])\n:OTHER - [0:0]\n\(parts[1])\nCOMMIT\n"
      let (status, output) = try host.attempt([program + "-restore", "--noflush"], input: input)
      if status != 0 { refused.append("\(parts[1]): \(output.prefix(120))") }
    }
  }

  /// What the tool saves, counters included.
  func saved() throws -> String { try host.run(["sh", "-c", "\(program)-save -c 2>/dev/null"]) }
}
