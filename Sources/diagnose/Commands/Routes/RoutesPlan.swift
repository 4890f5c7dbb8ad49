import ArgumentParser
import Documents
import RouteSetup

/// `diagnose routes plan`: the routes of a correct setup, and what else it needs.
struct RoutesPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan the routes from this host to pods and Services; change nothing.",
    discussion: """
      The networks come from the cluster's objects (--objects, --kubeconfig, --snapshot), or from
      --pods, --services and --via NODE-ADDRESS. Each step is printed with its reason, the commands
      that make it, and those that take it back.

      Examples:
        diagnose routes plan --kubeconfig ~/.kube/config
        diagnose routes plan --objects cluster/ --multipath
        diagnose routes plan --pods 10.42.0.0/24=192.168.1.101 --pods 10.42.1.0/24=192.168.1.102 \\
          --services 10.43.0.0/16 --via 192.168.1.101
        diagnose routes plan --objects cluster/ --output json > plan.json

      Exit code 0: a plan was made. 2: it cannot be told what is to be reached.
      """)

  @OptionGroup var setup: SetupOptions

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    let plan = try setup.read().plan()
    switch output {
    case .text: print(plan.text, terminator: "")
    case .json: print(plan.json.json)
    }
  }
}
