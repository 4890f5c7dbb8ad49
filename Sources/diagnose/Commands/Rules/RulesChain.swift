import ArgumentParser
import Documents
import Firewall
import Reporting

/// `diagnose rules chain NAME`: the rules of a chain.
struct RulesChain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain", abstract: "Print a chain's rules, numbered, with what they lead to.")

  @Argument(help: "The chain: FORWARD, KUBE-SERVICES; TABLE/CHAIN for one table only.")
  var name: String

  @OptionGroup var source: RulesSource

  func run() throws {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let (table, chain) = parts.count == 2 ? (parts[0], parts[1]) : (nil, name)
    let found = try source.book().hosts.flatMap { host in
      host.chains.filter { $0.chain.name == chain && (table == nil || $0.table == table) }
        .map { (host, $0) }
    }
    guard !found.isEmpty else {
      throw failure(
        .notFound, "no recorded host has a chain called \(name): see 'diagnose rules list'")
    }
    if source.output == .json {
      print(Node(.array(found.map { $0.json(of: $1, includingRules: true) })).json)
      return
    }
    for (host, place) in found {
      print("\(host.name) \(host.summary(of: place))")
      for line in host.lines(of: place) { print("  " + line) }
    }
  }
}
