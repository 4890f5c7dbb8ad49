import Addressing
import ArgumentParser
import Documents
import Kernel
import RouteSetup
import Routing
import Snapshots

/// `diagnose routes apply`: makes the plan so, all of it or nothing.
struct RoutesApply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the planned routes on this host, prove them, and take them back on failure.",
    discussion: """
      What is missing of the plan is added in one batch; then a TCP connection to --verify must
      succeed, or everything is as it was before. An interrupted apply is finished or undone by the
      next `routes` command, from its journal in /run.

      Examples:
        diagnose routes apply --kubeconfig ~/.kube/config --verify 10.43.4.242:8082
        diagnose routes apply --objects cluster/ --verify none --dry-run
        diagnose routes apply --plan plan.json --verify 10.42.0.38:8082

      Exit code 0: all is there. 1: refused, or the proof failed and all was taken back.
      77: needs CAP_NET_ADMIN.
      """)

  @OptionGroup var setup: SetupOptions
  @OptionGroup var place: StateOption

  @Option(
    help: ArgumentHelp(
      "Whose steps are made: another living host of the plan (a router, a node).",
      valueName: "host"))
  var on: String?

  @Option(help: ArgumentHelp("What must answer afterwards, or none.", valueName: "addr:port"))
  var verify: String?

  @Option(help: ArgumentHelp("A plan that was printed with --output json.", valueName: "file"))
  var plan: String?

  @Option(help: ArgumentHelp("How long the proof may take.", valueName: "seconds"))
  var timeout: Double = 4

  @Flag(help: "Print what would be done, and change nothing.")
  var dryRun = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    let proof = try SetupProof(parsing: verify, isNeeded: !dryRun, from: setup.from, timeout)
    let scene = try setup.read(allowingPlan: plan, healing: dryRun ? nil : place.state)
    let plan = try scene.plan()
    let host = try on.map { try named($0, scene) } ?? scene.host
    let change = try setupErrors { () throws(RouteSetupError) in try plan.change(on: host) }
    try checkSession(change, host)
    var report = SetupReport(host: host.name, change: change)
    report.notes = plan.notes(besides: host.name)
    let namespace = try scene.namespace(of: host)
    if dryRun {
      report.ending = .wouldApply
    } else {
      guard Privileges.canChangeNetworks else {
        throw KernelError.notPermitted(subject: "changing routes", needs: .netAdmin).exit
      }
      let site = try SetupSite(namespace, folder: place.state)
      report.ending = try SetupRun(
        site: site, proof: proof,
        prover: scene.network.namespaces[scene.host.name] ?? namespace
      ).run(change)
    }
    report.print(output)
    throw report.exitCode
  }

  private func named(_ name: String, _ scene: SetupScene) throws -> HostSnapshot {
    guard let host = scene.network.snapshot[host: name] else {
      throw failure(.notFound, "there is no host called \(name)")
    }
    return host
  }

  private func checkSession(_ change: SetupChange, _ host: HostSnapshot) throws {
    let words = SSHSession.connection?.split(separator: " ") ?? []
    guard let client = words.first.flatMap({ IPAddress(parsing: String($0)) }) else { return }
    try setupErrors { () throws(RouteSetupError) in
      try change.check(session: client, on: host)
    }
  }
}

extension RoutePlan {
  /// What should be known, and what other hosts still need.
  fileprivate func notes(besides host: String) -> [String] {
    let others = missing.filter { $0.host != host }
    return notes + others.map { "on \($0.host): \($0.action.commands.joined(separator: "; "))" }
  }
}

/// `--state DIR`: where the journal and the record are kept.
struct StateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where the journal and the record are kept.", valueName: "dir"))
  var state: String = SetupSite.defaultFolder
}
