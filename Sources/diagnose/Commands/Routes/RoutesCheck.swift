import ArgumentParser
import Diagnosis
import Reporting
import RouteSetup

/// `diagnose routes check`: how a host reaches pods and Services, and what is wrong on the way.
struct RoutesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the routes from this host to pods and Services, and the way behind them.",
    discussion: """
      For every pod network, node and Service network: which route covers it, through which gateway,
      whether that is the node that owns the pods and answers, and whether a network of this host
      overlaps. Where routers and nodes are known too (--netns, --via ssh://, --snapshot): whether they
      forward, what FORWARD and the reverse path filter do, and how the answer comes home.

      Examples:
        diagnose routes check --kubeconfig ~/.kube/config --via ssh://admin@node1
        diagnose routes check --snapshot DIR
        diagnose routes check --pods 10.42.0.0/16 --services 10.43.0.0/16 --via 192.168.1.101

      Exit code 0: as it should be. 1: findings. 2: undecided.
      """)

  @OptionGroup var setup: SetupOptions

  @Flag(inversion: .prefixedNo, help: "Ask the gateways of a living host whether they are there.")
  var probe = true

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    var scene = try setup.read()
    if probe { try scene.askGateways() }
    let check = try setupErrors { () throws(RouteSetupError) in
      try SetupCheck(
        scene.networks, host: scene.host, in: scene.network.snapshot, options: scene.options,
        source: scene.source)
    }
    var out = OutputStream()
    switch output {
    case .json: out.write { $0 += check.json + [UInt8(ascii: "\n")] }
    case .text: out.write { $0 += check.text(.terminal).utf8 }
    }
    out.flush()
    if !check.findings.isEmpty { throw ExitCode.blocked }
    throw check.isUndecided ? ExitCode.undecided : .reachable
  }
}
