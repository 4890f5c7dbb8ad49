import ArgumentParser
import Documents
import RouteSetup
import Routing
import Snapshots

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
        diagnose routes plan --objects cluster/ --on router --syntax openwrt

      Exit code 0: a plan was made. 2: it cannot be told what is to be reached.
      """)

  @OptionGroup var setup: SetupOptions

  @Option(
    help: ArgumentHelp(
      "Print the routes for the router of the LAN instead, in the words of each kind of router.",
      valueName: "router"))
  var on: String?

  @Option(
    help: ArgumentHelp(
      "With --on router: only openwrt, routeros, vyos, frr, pfsense or linux.", valueName: "kind"))
  var syntax: [String] = []

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    let scene = try setup.read()
    if let on {
      guard on == "router" else {
        throw failure(.usage, "--on takes router; --host NAME plans for another host")
      }
      return try printForRouter(scene)
    }
    let plan = try scene.plan()
    switch output {
    case .text: print(plan.text, terminator: "")
    case .json: print(plan.json.json)
    }
  }

  /// The static routes of the LAN's router: of the recorded one, else of any that is on the nodes'
  /// network.
  private func printForRouter(_ scene: SetupScene) throws {
    let named = try syntax.map { text in
      guard let kind = RouterSyntax(rawValue: text) else {
        throw failure(
          .usage,
          "--syntax is \(RouterSyntax.allCases.map(\.rawValue).joined(separator: ", ")), not '\(text)'"
        )
      }
      return kind
    }
    let kinds = named.isEmpty ? RouterSyntax.allCases : named
    let routes = try setupErrors { () throws(RouteSetupError) in try scene.routerRoutes() }
    switch output {
    case .text:
      for kind in kinds {
        let text = kind.text(routes)
        print("# \(kind.rawValue)")
        for line in text.commands { print(line) }
        print("# to take it back")
        for line in text.undo { print(line) }
        print("")
      }
    case .json:
      let members = kinds.map { Node.Member($0.rawValue, $0.text(routes).json) }
      let all: Node = [
        "kind": "RouterRoutes", "routes": Node(.array(routes.map(\.json))),
        "syntaxes": Node(.object(members)),
      ]
      print(all.json)
    }
  }
}

extension SetupScene {
  /// The routes of the LAN's router: the recorded one's plan, else each network through its node.
  func routerRoutes() throws(RouteSetupError) -> [Route] {
    let router = network.snapshot.hosts.first { $0.role == .router && $0.name != host.name }
    if let router {
      return try RoutePlanner(networks, host: router, options: options).make()
        .routes(of: router.name)
    }
    return try networks.routesOfAnyRouter(multipath: options.multipath)
  }
}
