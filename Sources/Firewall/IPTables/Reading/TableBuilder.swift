/// A table while its text is read.
struct TableBuilder {
  var name: String
  var chains: [IPTablesChain] = []
  /// Where each chain is in `chains`.
  var places: [String: Int] = [:]
  var heading: [String] = []
  /// The jumps to names that were no chains when they were read.
  var openJumps: [(name: String, line: Int)] = []

  init(name: String) { self.name = name }

  /// A table as the kernel makes it: empty built-in chains that accept.
  init(kernelTable name: String) {
    self.init(name: name)
    for chain in IPTablesTable.builtInChains(of: name) ?? [] {
      add(IPTablesChain(name: chain, policy: .accept))
    }
  }

  var table: IPTablesTable {
    var table = IPTablesTable(name: name, chains: chains)
    table.heading = heading
    return table
  }

  /// Adds a chain, or empties the one of that name, as iptables-restore does.
  mutating func add(_ chain: IPTablesChain) {
    if let place = places[chain.name] {
      chains[place] = chain
    } else {
      places[chain.name] = chains.count
      chains.append(chain)
    }
  }

  /// The chain's own copy of its name, so that jumps share it.
  mutating func target(_ name: String, line: Int) -> String {
    if let place = places[name] { return chains[place].name }
    openJumps.append((name, line))
    return name
  }

  /// Takes a user-defined chain away.
  mutating func remove(_ name: String) {
    guard let place = places[name] else { return }
    chains.remove(at: place)
    places = Dictionary(
      chains.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { _, new in new })
  }

  /// Gives back what growing arrays left unused.
  mutating func trim() {
    for index in chains.indices where chains[index].rules.capacity > chains[index].rules.count {
      let rules = chains[index].rules
      if rules.capacity * 3 > rules.count * 4 + 8 {
        chains[index].rules = rules.map { $0 }
      }
    }
  }
}
