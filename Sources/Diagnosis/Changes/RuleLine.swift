import Addressing
import Firewall

/// Rules made from lines of `iptables-save`, as a controller or a person would write them.
enum RuleLine {
  /// The rule of `-A CHAIN …`; nil where the line is none.
  static func rule(_ line: String, _ family: IPFamily) -> IPTablesRule? {
    rules([line], family).first
  }

  /// The rules of lines `-A CHAIN …`.
  static func rules(_ lines: [String], _ family: IPFamily) -> [IPTablesRule] {
    var chains: [String] = []
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      for (word, next) in zip(words, words.dropFirst())
      where ["-A", "-j", "-g"].contains(word) && isOurs(next) && !chains.contains(next) {
        chains.append(next)
      }
    }
    let text =
      "*filter\n" + chains.map { ":\($0) - [0:0]\n" }.joined() + lines.joined(separator: "\n")
      + "\nCOMMIT\n"
    guard let ruleset = try? IPTablesRuleset(parsing: text, family: family, as: .save) else {
      return []
    }
    return ruleset.tables.flatMap { $0.chains.flatMap(\.rules) }
  }

  private static func isOurs(_ chain: String) -> Bool {
    ["KUBE-", "cali-", "CNI-", "DOCKER"].contains { chain.hasPrefix($0) }
      || ["INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING"].contains(chain)
  }
}
