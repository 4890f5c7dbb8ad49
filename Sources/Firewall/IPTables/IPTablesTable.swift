/// One table: chains, each under a name of its own.
public struct IPTablesTable: Sendable, Hashable {
  /// `filter`, `nat`, `mangle`, `raw` or `security`.
  public var name: String
  /// The chains in the order of the text, built-in ones included.
  public var chains: [IPTablesChain]
  /// The comment lines between the table before and this one, `#` included.
  public var heading: [String] = []

  /// A table of `chains`.
  public init(name: String, chains: [IPTablesChain] = []) {
    self.name = name
    self.chains = chains
  }

  /// The chain called `name`; nil where a rule jumps to a chain that the text does not have.
  /// Looks at every chain: whoever asks often makes a dictionary.
  public func chain(_ name: String) -> IPTablesChain? { chains.first { $0.name == name } }

  /// The built-in chains of a table, in the order of `iptables-save`.
  public static func builtInChains(of table: String) -> [String]? {
    switch table {
    case "filter", "security": ["INPUT", "FORWARD", "OUTPUT"]
    case "nat": ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]
    case "mangle": ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
    case "raw": ["PREROUTING", "OUTPUT"]
    case _: nil
    }
  }

  /// Two tables are equal when their chains are; comments do not count.
  public static func == (left: IPTablesTable, right: IPTablesTable) -> Bool {
    left.name == right.name && left.chains == right.chains
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(chains)
  }
}
