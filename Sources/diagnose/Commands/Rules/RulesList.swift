import ArgumentParser
import Documents
import Firewall
import Reporting

/// `diagnose rules list`: every chain of every host.
struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the chains of each host, with policies and what they are.")

  @OptionGroup var source: RulesSource

  func run() throws {
    let book = try source.book()
    if source.output == .json {
      let chains = book.hosts.flatMap { host in
        host.chains.map { host.json(of: $0, includingRules: false) }
      }
      print(Node(.object([.init("chains", Node(.array(chains)))])).json)
      return
    }
    for host in book.hosts {
      let native = host.nftables?.nativeTables ?? []
      if host.chains.isEmpty, native.isEmpty, host.missing.isEmpty { continue }
      print(host.name)
      for place in host.chains { print("  " + host.summary(of: place)) }
      for table in native {
        print(
          "  table \(table.family.rawValue) \(table.name) (nftables): \(table.chains.count) chains")
      }
      if host.mixesBackends {
        print("  both backends hold rules: packets pass both, iptables-save shows one of them")
      }
      for file in host.missing { print("  not recorded: \(file)") }
    }
  }
}
