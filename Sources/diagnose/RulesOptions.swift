import Addressing
import ArgumentParser
import Simulation
import Snapshots

/// `--rules FILE [--sets FILE]`: one router without topology.
struct RulesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rules of one router instead of a snapshot: iptables-save, iptables -S, or pasted lines.",
      valueName: "file"))
  var rules: String?

  @Option(help: ArgumentHelp("Its sets, as ipset save prints them.", valueName: "file"))
  var sets: String?

  @Option(help: ArgumentHelp("With --rules: the interface packets come in by.", valueName: "name"))
  var inInterface = "eth0"

  @Option(help: ArgumentHelp("With --rules: the interface packets leave by.", valueName: "name"))
  var outInterface = "eth1"

  @Option(
    help: ArgumentHelp(
      "With --rules: an address of the router itself; may be repeated.", valueName: "addr"))
  var local: [String] = []

  @Flag(name: .customLong("ipv6"), help: "With --rules: the rules are ip6tables'.")
  var isIPv6 = false

  /// The router as a snapshot, nil when no rules are named.
  func load() throws -> Snapshot? {
    guard let rules else {
      if sets != nil { throw ValidationError("--sets goes with --rules") }
      return nil
    }
    let addresses = try local.map { text in
      guard let address = IPAddress(parsing: text) else {
        throw ValidationError(AddressingError.notAnAddress(text).description)
      }
      return address
    }
    let family: IPFamily = isIPv6 ? .ipv6 : .ipv4
    do {
      return try RulesFile(rules, sets: sets).load(family: family)
        .router(family: family, in: inInterface, out: outInterface, local: addresses)
    } catch {
      throw error.exit
    }
  }

  /// Where flows enter that router, nil when no rules are named.
  var entry: (host: String, inInterface: String)? {
    rules == nil ? nil : (LoneRules.routerName, inInterface)
  }

  /// A flow that enters that router.
  func entering(_ request: WalkRequest) -> WalkRequest {
    guard let entry else { return request }
    var request = request
    (request.host, request.inInterface) = (entry.host, entry.inInterface)
    return request
  }
}
