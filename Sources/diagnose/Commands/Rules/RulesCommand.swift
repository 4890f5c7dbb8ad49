import ArgumentParser
import Reporting
import Snapshots

/// `diagnose rules`: iptables, ipset and nftables of recorded hosts.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Look at the rules and sets of recorded hosts, named for what they are.",
    subcommands: [
      RulesList.self, RulesChain.self, RulesSets.self, RulesWho.self, RulesPath.self,
      RulesDump.self,
    ]
  )
}

/// The snapshot, or lone rules, that a `rules` command looks at.
struct RulesSource: ParsableArguments {
  @OptionGroup var network: NetworkOptions
  @OptionGroup var rules: RulesOptions

  @Option(help: ArgumentHelp("Only this host.", valueName: "name"))
  var host: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  /// The rules of the hosts that are asked for.
  func book() throws -> RuleBook {
    let snapshot = try rules.load() ?? network.load()
    if let host, !snapshot.hosts.contains(where: { $0.name == host }) {
      let known = snapshot.hosts.map(\.name).joined(separator: ", ")
      throw failure(.notFound, "the snapshot has no host called \(host); it has \(known)")
    }
    return RuleBook(snapshot, only: host)
  }
}
