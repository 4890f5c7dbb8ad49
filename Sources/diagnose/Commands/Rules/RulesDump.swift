import Addressing
import ArgumentParser
import Documents
import Firewall
import Reporting

/// `diagnose rules dump`: a host's rules as the backend's own restore tool reads them.
struct RulesDump: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Print a host's rules as the backend's own restore tool reads them.")

  @Option(help: "iptables-legacy, iptables-nft, nftables or ipset.")
  var backend: Backend

  @Option(help: "Only this table.")
  var table: String?

  @Option(help: "save, or json.")
  var format: Format = .save

  @OptionGroup var source: RulesSource

  enum Backend: String, ExpressibleByArgument, CaseIterable {
    case legacy = "iptables-legacy"
    case nft = "iptables-nft"
    case nftables
    case ipset
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case save
    case json
  }

  func run() throws {
    let hosts = try source.book().hosts
    guard hosts.count == 1, let host = hosts.first else {
      throw failure(
        .usage, "say whose rules with --host: \(hosts.map(\.name).joined(separator: ", "))")
    }
    switch backend {
    case .legacy: try dump(.legacy, of: host)
    case .nft: try dump(.nft, of: host)
    case .nftables:
      guard var ruleset = host.nftables else { throw missing("nftables rules", host) }
      ruleset.tables = ruleset.nativeTables.filter { table == nil || $0.name == table }
      print(ruleset.json.json)
    case .ipset:
      guard let sets = host.sets else { throw missing("sets", host) }
      print(sets.text, terminator: "")
    }
  }

  private func dump(_ backend: IPTablesBackend, of host: HostRules) throws {
    let family: IPFamily = source.rules.isIPv6 ? .ipv6 : .ipv4
    guard
      let recorded = host.rulesets.first(where: { $0.backend == backend && $0.family == family })
    else { throw missing("\(backend.rawValue) rules", host) }
    var ruleset = recorded.ruleset
    if let table { ruleset.tables = ruleset.tables.filter { $0.name == table } }
    if format == .save {
      print(ruleset.saveText, terminator: "")
      return
    }
    let chains = host.chains.filter {
      $0.backend == backend && $0.family == family && (table == nil || $0.table == table)
    }
    print(Node(.array(chains.map { host.json(of: $0, includingRules: true) })).json)
  }

  private func missing(_ what: String, _ host: HostRules) -> ExitCode {
    failure(.undecided, "the \(what) of \(host.name) were not recorded")
  }
}
