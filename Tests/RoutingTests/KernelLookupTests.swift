import Addressing
import Foundation
import KernelLab
import Routing
import Testing

/// Our lookups against `ip route get` in a network of random addresses, routes and rules.
@Suite(.serialized) struct KernelLookupTests {
  /// The seeds of every run, or those that `ROUTING_SEEDS=1,2,3` names.
  static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["ROUTING_SEEDS"]?
    .split(separator: ",").compactMap { UInt64($0) } ?? [1, 2, 3, 4, 5, 6]
  static let questions = 60

  @Test(arguments: seeds) func `agrees with the kernel about IPv4`(seed: UInt64) async throws {
    try await compare(seed: seed, six: false)
  }

  @Test(arguments: seeds) func `agrees with the kernel about IPv6`(seed: UInt64) async throws {
    try await compare(seed: seed, six: true)
  }

  private func compare(seed: UInt64, six: Bool) async throws {
    let report = try await onOwnThread {
      var lab = try RoutingLab(seed: seed)
      return try lab.ask(Self.questions, six: six)
    }
    #expect(report.asked == Self.questions, "\(report.network)")
    for line in report.disagreements {
      Issue.record("seed \(seed), IPv\(six ? 6 : 4): \(line)")
    }
    if !report.disagreements.isEmpty { print(report.network) }
  }
}

/// A namespace with a random network in it, and our reading of the same.
struct RoutingLab {
  struct Report: Sendable {
    var asked = 0
    var disagreements: [String] = []
    /// Rules and routes, where something disagrees.
    var network = ""
  }
  private var network: RandomNetwork
  private let namespace: NetworkNamespace
  let stack: NetworkStack

  init(seed: UInt64, mayLoseCarrier: Bool = true) throws {
    network = RandomNetwork(random: SeededGenerator(seed: seed))
    namespace = try NetworkNamespace(name: "routing")
    try namespace.run(["ip", "-batch", "-"], input: "link set lo up\n" + network.links)
    // Settings of interfaces can refuse a value; the network is then as it is.
    _ = try namespace.attempt(["sysctl", "-q", "-e", "-p", "-"], input: network.settings())
    let up = network.devs.flatMap { ["link set \($0) up\n", "link set p\($0) up\n"] }.joined()
    try namespace.run(["ip", "-batch", "-"], input: up)
    try Self.awaitCarriers(namespace)
    try namespace.run(["ip", "-batch", "-"], input: "link set e3 group 7\n")
    let config = network.addresses() + network.routes(six: false) + network.rules(six: false)
    _ = try namespace.attempt(["ip", "-force", "-batch", "-"], input: config)
    let config6 = network.routes(six: true) + network.rules(six: true)
    _ = try namespace.attempt(["ip", "-6", "-force", "-batch", "-"], input: config6)
    if mayLoseCarrier, network.random.chance(40) {
      try namespace.run(["ip", "link", "set", "pe2", "down"])
      try namespace.run(["sh", "-c", "sleep 0.3"])
    }
    try Self.awaitAddresses(namespace)
    _ = try namespace.attempt(["ip", "-force", "-batch", "-"], input: network.neighbours())
    stack = NetworkStack(try Self.read(namespace))
  }

  /// Waits until no address is tentative any more.
  private static func awaitAddresses(_ namespace: NetworkNamespace) throws {
    for _ in 0..<50 {
      let links = try [Link](parsingIPLink: Array(try namespace.run(["ip", "-j", "addr"]).utf8))
      let flags = links.filter(\.isRunning).flatMap(\.addresses).flatMap(\.flags)
      if !flags.contains("tentative") { return }
      try namespace.run(["sleep", "0.05"])
    }
  }

  private static func awaitCarriers(_ namespace: NetworkNamespace) throws {
    for _ in 0..<50 {
      let links = try [Link](parsingIPLink: Array(try namespace.run(["ip", "-j", "link"]).utf8))
      if links.allSatisfy(\.isRunning) { return }
      try namespace.run(["sleep", "0.05"])
    }
  }

  /// What `sysctl` would print, for a fraction of its time.
  private static let settings = """
    cd /proc/sys; grep -r . net/ipv4/conf net/ipv6/conf net/ipv4/ip_forward 2>/dev/null \\
      | sed 's#/#.#g; s#:# = #'
    """

  /// What the commands of a snapshot print, read by our readers.
  static func read(_ namespace: NetworkNamespace) throws -> NetworkStack.Parts {
    let bytes = { (arguments: [String]) in Array(try namespace.run(arguments).utf8) }
    var parts = NetworkStack.Parts()
    parts.links = try [Link](parsingIPLink: bytes(["ip", "-j", "-d", "addr"]))
    let all = ["route", "show", "table", "all"]
    parts.ipv4Routes = try [Route](parsingIPRoute: bytes(["ip", "-4", "-j", "-d"] + all))
    parts.ipv6Routes = try [Route](
      parsingIPRoute: bytes(["ip", "-6", "-j", "-d"] + all), family: .ipv6)
    parts.ipv4Rules = try [RoutingRule](
      parsingIPRule: bytes(["ip", "-j", "-d", "rule"]), family: .ipv4)
    parts.ipv6Rules = try [RoutingRule](
      parsingIPRule: bytes(["ip", "-6", "-j", "-d", "rule"]), family: .ipv6)
    parts.neighbours = try [Neighbour](parsingIPNeigh: bytes(["ip", "-j", "-d", "neigh"]))
    parts.sysctls = try Sysctls(parsing: bytes(["sh", "-c", settings]))
    return parts
  }

  /// Runs `ip` with each line of words and reads the network again.
  func run(_ commands: [String]) throws -> NetworkStack.Parts {
    // One `ip` a line: a batch has one family.
    let script = commands.map { "ip \($0) || echo \($0)\n" }.joined()
    let printed = try namespace.run(["sh", "-s"], input: script)
    #expect(printed == "")
    return try Self.read(namespace)
  }

  mutating func ask(_ count: Int, six: Bool) throws -> Report {
    var questions: [Question] = []
    for _ in 0..<count { questions.append(Question(&network, six: six)) }
    let family = six ? "-6" : "-4"
    let script = questions.map {
      "ip \(family) -j route get \($0.words.joined(separator: " ")) 2>&1; echo '#'\n"
    }.joined()
    let answers = try namespace.run(["sh", "-s"], input: script).split(separator: "#\n")
    var report = Report(asked: answers.count)
    for (question, answer) in zip(questions, answers) {
      let kernel = try KernelAnswer(parsing: String(answer))
      let ours = question.acceptable(to: stack)
      if !ours.contains(kernel) {
        let said = ours.map(\.description).sorted().joined(separator: " or ")
        report.disagreements.append(
          "\(question.words.joined(separator: " ")): the kernel says \(kernel), we \(said)")
      }
    }
    if !report.disagreements.isEmpty {
      report.network = try namespace.run([
        "sh", "-c", "ip \(family) rule; ip \(family) route show table all; ip addr",
      ])
    }
    return report
  }
}

/// One `ip route get` and the same as our query.
struct Question {
  private(set) var words: [String] = []
  private var query: RouteQuery
  private let isInput: Bool

  init(_ network: inout RandomNetwork, six: Bool) {
    let to = network.destination(six: six)
    words = [to]
    query = RouteQuery(to: IPAddress(parsing: to) ?? .zero(.ipv4))
    isInput = network.random.chance(40)
    let hasSource = isInput || network.random.chance(30)
    if hasSource {
      let from = isInput ? network.destination(six: six) : network.own(six: six)
      words += ["from", from]
      query.source = IPAddress(parsing: from)
    }
    if isInput {
      let dev = network.random.pick(network.devs)
      words += ["iif", dev]
      query.inInterface = dev
    } else if network.random.chance(25) {
      let dev = network.random.pick(network.devs)
      words += ["oif", dev]
      query.outInterface = dev
    }
    addRest(&network)
    addDefaults(six: six)
  }

  /// What `ip route get` fills in by itself: UDP for IPv4, no user for an IPv6 packet that came in.
  private mutating func addDefaults(six: Bool) {
    if !six, query.transport == nil { query.transport = .udp }
    if six, isInput { query.uid = .max }
  }

  private mutating func addRest(_ network: inout RandomNetwork) {
    if network.random.chance(30) {
      query.mark = UInt32(1 + network.random.below(3))
      words += ["mark", String(query.mark)]
    }
    if network.random.chance(30) {
      query.tos = network.random.pick([0x10, 0x08, 0x04])
      words += ["tos", "0x" + String(query.tos, radix: 16)]
    }
    if !isInput, network.random.chance(20) {
      query.uid = UInt32(50 + network.random.below(100))
      words += ["uid", String(query.uid)]
    }
    if network.random.chance(40) {
      let name = network.random.pick(["tcp", "udp"])
      query.transport = TransportProtocol(parsing: name)
      query.sourcePort = network.random.pick([7, 200])
      query.destinationPort = network.random.pick([80, 81, 443])
      words += ["ipproto", name, "sport", String(query.sourcePort)]
      words += ["dport", String(query.destinationPort)]
    }
  }

  /// What the kernel may answer if we are right.
  func acceptable(to stack: NetworkStack) -> Set<KernelAnswer> {
    if isInput {
      // For IPv6 `ip route get` asks the tables alone, not whether this host forwards.
      if query.destination.family == .ipv4 { return KernelAnswer.acceptable(stack.input(query)) }
      let decision = stack.lookup(query)
      return KernelAnswer.acceptable(decision) { _ in decision.route?.prefsrc }
    }
    let decision = stack.output(query)
    let isShown = query.source == nil || query.destination.family == .ipv6
    return KernelAnswer.acceptable(decision) { hop in
      isShown ? stack.sourceAddress(for: query.destination, decision, hop: hop) : nil
    }
  }
}
