import Addressing
import ArgumentParser
import Diagnosis
import Reporting
import Simulation
import Snapshots

/// `diagnose walk`: the way of a packet, and nothing else.
struct WalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk",
    abstract: "Follow one packet, or a batch of them, through the hosts of a snapshot.",
    discussion: """
      Examples:
        diagnose walk --to 10.43.4.242:8082 --snapshot DIR
        diagnose walk --from 192.168.1.10 --to 10.42.0.38:9100 --protocol udp --snapshot DIR
        diagnose walk --flows flows.jsonl --snapshot DIR > ways.jsonl
        diagnose walk --to 10.43.4.242:8082 --from 192.168.1.10 --rules iptables.txt --sets ipset.txt

      A line of --flows is a JSON object: {"from":"192.168.1.10","to":"10.43.4.242","port":8082,
      "protocol":"tcp"}, with optional sourcePort, host and inInterface; each gives a line.
      """
  )

  @OptionGroup var network: NetworkOptions
  @OptionGroup var flow: FlowOptions
  @OptionGroup var rules: RulesOptions

  @Option(
    help: ArgumentHelp("A file with a flow on each line; - for standard input.", valueName: "file"))
  var flows: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  @Flag(help: "Print every step also for a batch.")
  var steps = false

  func run() throws {
    let simulator = Simulator(try rules.load() ?? network.load(from: flow.source))
    if let flows {
      try FlowBatch(path: flows, simulator: simulator, includesSteps: steps, entry: rules.entry)
        .run()
      return
    }
    let request = try rules.entering(flow.request())
    let walk = simulator.walk(request, recordingSteps: true)
    var out = OutputStream()
    switch output ?? .text {
    case .json:
      out.write {
        walk.writeJSON(to: &$0, includingSteps: true)
        $0.append(UInt8(ascii: "\n"))
      }
    case .text: out.write { $0 += walk.text.utf8 }
    }
    out.flush()
    throw walk.exitCode
  }
}

extension Walk {
  /// As ``Diagnosis`` judges: a way that leaves the known network decides nothing.
  var exitCode: ExitCode {
    switch Reachability(self) {
    case .reachable: .reachable
    case .blocked: .blocked
    case .undecided: .undecided
    }
  }
}
