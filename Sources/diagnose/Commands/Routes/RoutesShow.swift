import Addressing
import ArgumentParser
import Cluster
import Documents
import Routing
import Snapshots

/// `diagnose routes show`: what covers the pod and service networks, host by host, with gaps.
struct RoutesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show which routes cover the cluster's pod and service networks, host by host.",
    discussion: """
      Pod networks are the nodes' podCIDRs; the service network is the smallest that holds every
      Service's cluster address. Name others with --network.
      """)

  @OptionGroup var source: NetworkOptions

  @Option(help: ArgumentHelp("A network to look for, beside the cluster's own.", valueName: "cidr"))
  var network: [String] = []

  @Option(help: ArgumentHelp("Only this host.", valueName: "name"))
  var host: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func run() throws {
    let snapshot = try source.load()
    let networks = try wanted(snapshot.cluster)
    guard !networks.isEmpty else {
      throw failure(
        .undecided, "the snapshot has no nodes and no Services: name a network with --network CIDR")
    }
    let hosts = snapshot.hosts.filter { each in
      if let host { return each.name == host }
      if case .pod = each.role { return false }
      return true
    }
    if hosts.isEmpty { throw failure(.notFound, "the snapshot has no host called \(host ?? "")") }
    var nodes: [Node] = []
    var gaps = 0
    for host in hosts {
      let stack = host.networkStack
      if output == .text { print(host.name) }
      for wanted in networks {
        for part in stack.coverage(of: wanted.network) {
          let kind = Kind(part.decision)
          if kind.isGap { gaps += 1 }
          if output == .text {
            print("  \(wanted.name) \(part.range)\(kind.text)")
          } else {
            nodes.append(json(host.name, wanted, part, kind))
          }
        }
      }
    }
    if output == .json { print(Node(.object([.init("routes", Node(.array(nodes)))])).json) }
    throw gaps == 0 ? ExitCode.reachable : .blocked
  }

  private func wanted(_ cluster: ClusterObjects) throws -> [(network: IPPrefix, name: String)] {
    let given = try network.map { text in
      guard let prefix = IPPrefix(parsing: text) else {
        throw ValidationError("'\(text)' is not a network: write 10.42.0.0/16")
      }
      return (prefix.canonical, "\(prefix.canonical):")
    }
    return cluster.podNetworks.map { ($0.network, "pods of \($0.node) \($0.network):") }
      + cluster.serviceNetworks.map { ($0, "services \($0):") } + given
  }

  private func json(
    _ host: String, _ wanted: (network: IPPrefix, name: String), _ part: RouteCoverage, _ kind: Kind
  ) -> Node {
    Node(
      .object([
        .init("host", Node(.string(host))),
        .init("network", Node(.string(wanted.network.description))),
        .init("range", Node(.string(part.range.description))),
        .init("covered", Node(.bool(!kind.isGap))),
        .init("by", Node(.string(part.decision.route?.description ?? "no route"))),
      ]))
  }

  /// What a part of a network meets.
  private struct Kind {
    let isGap: Bool
    let text: String

    init(_ decision: RouteDecision) {
      let route = decision.route?.description ?? decision.rule?.description ?? ""
      switch decision.outcome {
      case .unicast, .multicast:
        isGap = decision.route?.destination.length == 0
        text = isGap ? " only the default route: \(route)" : " \(route)"
      case .local, .broadcast:
        isGap = false
        text = " \(route)"
      case .blackhole, .unreachable, .prohibit:
        isGap = true
        text = " refused: \(route)"
      case .noRoute, .invalidSource:
        isGap = true
        text = " no route"
      case .undecided:
        isGap = true
        text = " cannot be told: the routes were not recorded"
      }
    }
  }
}
