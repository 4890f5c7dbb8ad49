import Addressing
import ArgumentParser
import Cluster
import Diagnosis
import Documents
import Foundation
import Kernel
import RouteSetup
import Snapshots

/// Which networks are to be reached, and from which host.
struct SetupOptions: ParsableArguments {
  @OptionGroup var source: NetworkOptions

  @Option(
    help: ArgumentHelp(
      """
      A network of pods, instead of what the cluster says; CIDR=NODE-ADDRESS names its node, else \
      --via ADDRESS does. May be repeated.
      """, valueName: "cidr"))
  var pods: [String] = []

  @Option(
    help: ArgumentHelp(
      "A network of Services, instead of what the cluster says. May be repeated.",
      valueName: "cidr"))
  var services: [String] = []

  @Option(
    help: ArgumentHelp(
      "The host to look at; the scraper by default, or the only one.", valueName: "name"))
  var host: String?

  @Option(help: ArgumentHelp("The address that scrapes come from.", valueName: "addr"))
  var from: String?

  @Flag(help: "Services through every node: an ECMP multipath route.")
  var multipath = false

  @Option(
    name: .customLong("family"), help: ArgumentHelp("Only ipv4 or only ipv6.", valueName: "family"))
  var familyText: String?

  /// The source address, where it is named.
  func scrapeSource() throws -> IPAddress? {
    try from.map { text in
      guard let address = IPAddress(parsing: text) else {
        throw failure(.usage, RouteSetupError.notAnAddress(text).description)
      }
      return address
    }
  }

  /// The network with its living hosts, and the host that is meant.
  /// An apply that was interrupted is finished or undone first, by its journal in `state`.
  func read(
    allowingPlan file: String? = nil, healing state: String? = SetupSite.defaultFolder
  ) throws -> SetupScene {
    var source = source
    // `--via` names machines to ask, ssh://…, and gateways.
    let gateways = source.via.filter { !$0.contains("://") }
    source.via.removeAll { !$0.contains("://") }
    let given = GivenNetworks(pods: pods, services: services, gateways: gateways)
    // What is written wrongly is told before anything is read.
    try setupErrors { () throws(RouteSetupError) in try given.check() }
    let from = try scrapeSource()
    if let state, source.isLive {
      let hosts = source.netns.isEmpty ? ["self"] : source.netns
      try SetupSite.heal(hosts.map { try NamedHost(parsing: $0).namespace }, folder: state)
    }
    let loaded = try source.read(from: from)
    let networks = try setupErrors { () throws(RouteSetupError) in
      try ClusterNetworks(loaded.snapshot.cluster).overridden(by: given)
    }
    var options = RoutePlanner.Options()
    options.multipath = multipath
    options.family = try family()
    options.named = Set(gateways.compactMap { IPAddress(parsing: $0) })
    for text in pods {
      if let gateway = text.split(separator: "=").dropFirst().first.flatMap({
        IPAddress(parsing: $0)
      }) {
        options.named.insert(gateway)
      }
    }
    var scene = SetupScene(
      network: loaded, host: try chosen(loaded.snapshot), networks: networks, options: options,
      source: from)
    if let file { scene.made = try plan(in: file, for: scene) }
    return scene
  }

  /// A plan that was made before, held against the cluster and the host as they are now.
  private func plan(in file: String, for scene: SetupScene) throws -> RoutePlan {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw failure(.notFound, "there is no file \(file) that can be read")
    }
    let node: Node
    do {
      node = try Node(parsingJSON: Array(bytes))
    } catch {
      throw failure(.malformed, "\(file): \(error)")
    }
    return try setupErrors { () throws(RouteSetupError) in
      let plan = try RoutePlan(parsing: node).renamed(to: scene.host.name)
      if !scene.networks.isEmpty { try plan.check(against: scene.networks) }
      try plan.check(on: scene.host)
      return plan
    }
  }

  private func family() throws -> IPFamily? {
    switch familyText {
    case nil: return nil
    case "ipv4": return .ipv4
    case "ipv6": return .ipv6
    case let text?: throw failure(.usage, "--family is ipv4 or ipv6, not '\(text)'")
    }
  }

  private func chosen(_ snapshot: Snapshot) throws -> HostSnapshot {
    if let host {
      guard let found = snapshot[host: host] else {
        throw failure(.notFound, "there is no host called \(host)")
      }
      return found
    }
    let machines = snapshot.hosts.filter { host in
      if case .pod = host.role { false } else { true }
    }
    let owner = try scrapeSource().flatMap { source in
      machines.first { $0.ownAddresses.contains(source) }
    }
    let chosen = owner ?? machines.first { $0.role == .scraper } ?? machines.first
    guard let chosen else { throw failure(.notFound, "the recording holds no host") }
    return chosen
  }
}

/// The network, the host that is set up in it, and what is to be reached.
struct SetupScene {
  var network: LoadedNetwork
  var host: HostSnapshot
  var networks: ClusterNetworks
  var options: RoutePlanner.Options
  var source: IPAddress?
  /// A plan that was made before.
  var made: RoutePlan?

  /// The plan for the host, and for the routers and nodes that were read.
  func plan() throws -> RoutePlan {
    if let made { return made }
    return try setupErrors { () throws(RouteSetupError) in
      try SetupDiagnosis(
        networks, host: host, in: network.snapshot, options: options, source: source
      ).make()
    }
  }

  /// The namespace of the host, which must be a living one.
  func namespace(of host: HostSnapshot) throws -> NetworkNamespace {
    guard let namespace = network.namespaces[host.name] else {
      throw failure(
        .usage,
        "\(host.name) is recorded, not living: run this on \(host.name) itself, or name its namespace with --netns"
      )
    }
    return namespace
  }
}
