import Addressing
import ArgumentParser
import Cluster
import Policies
import Reporting

/// `diagnose policy match`: whether policies allow a connection, and by what.
struct PolicyMatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Whether NetworkPolicies allow a connection, by which rule or for want of what.",
    discussion: """
      Examples:
        diagnose policy match --from 192.168.1.10 \\
          --to argocd/argocd-application-controller-0:8082 --snapshot DIR
        diagnose policy match --from web/client --to shop/api-0:metrics --manifests k8s/
        diagnose policy match --from 192.168.1.10 --to svc/argocd/argocd-metrics:8082 --snapshot DIR
        diagnose policy match --flows flows.jsonl --output json --manifests k8s/ policies.yaml

      A line of --flows is {"from":"NS/POD" or "ADDR","to":"NS/POD" or "ADDR","port":8082,
      "protocol":"TCP"}; each gives a line. The destination is meant after every translation: the
      pod and its own port. --to may also be a Service (svc/NS/NAME[:PORT], its cluster address,
      NODE:NODEPORT): then a decision is made for each source that policies may see, from the
      recorded rules where a snapshot has them, else from the Service's settings.

      With --style, a denial is answered with the smallest change that admits the connection, as
      YAML with the answer in comments:
        diagnose policy match --from … --to … --snapshot DIR --style patch | kubectl apply -f -

      Exit code 0: allowed (with --flows: all lines answered). 1: denied. 2: undecided. 65: an
      object is malformed; all others are judged.
      """
  )

  @Option(help: ArgumentHelp("The source: NAMESPACE/POD or an address.", valueName: "source"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The destination: NAMESPACE/POD:PORT, ADDR:PORT, [IPV6]:PORT.", valueName: "destination"))
  var to: String?

  @Option(name: .customLong("protocol"), help: "tcp, udp or sctp.")
  var transport = "tcp"

  @Option(
    help: ArgumentHelp("A file with a flow on each line; - for standard input.", valueName: "file"))
  var flows: String?

  @OptionGroup var source: ClusterSource

  @Option(
    help: ArgumentHelp(
      "Print what would admit the connection: a patch of a policy that is there, or a new one.",
      valueName: "patch|new"))
  var style: StyleOption?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func validate() throws {
    guard style != nil, flows != nil else { return }
    throw ValidationError("--style is for one connection: --from SOURCE --to DESTINATION")
  }

  func run() throws {
    let cluster = try source.load()
    cluster.complainOfProblems()
    let engine = PolicyEngine(cluster.objects)
    if let flows {
      try PolicyFlowBatch(path: flows, engine: engine, format: output ?? .json).run()
      throw cluster.exit(.reachable)
    }
    if let from, let to, let service = try serviceDecision(from, to, engine, cluster) {
      var out = OutputStream()
      out.write {
        switch output ?? .text {
        case .json: $0 += service.json + [UInt8(ascii: "\n")]
        case .text: $0 += service.text(.terminal).utf8
        }
      }
      out.flush()
      throw cluster.exit(service.verdict.exitCode)
    }
    let flow = try flow(in: engine)
    let decision = engine.decision(flow)
    let remedy = engine.remedy(for: flow, (style ?? .patch).style)
    var out = OutputStream()
    switch output ?? .text {
    case .json:
      out.write {
        decision.writeJSON(to: &$0, remedy: style == nil ? nil : remedy)
        $0.append(UInt8(ascii: "\n"))
      }
    case .text: out.write { $0 += text(of: decision, flow, remedy).utf8 }
    }
    out.flush()
    throw cluster.exit(decision.exitCode)
  }

  private func text(
    of decision: PolicyDecision, _ flow: PolicyFlow, _ remedy: FlowRemedy?
  ) -> String {
    guard style != nil else {
      return decision.text(of: flow, .terminal) + (remedy?.text(.terminal) ?? "")
    }
    let answer = decision.text(of: flow)
    return remedy?.manifest(under: answer)
      ?? answer.split(separator: "\n").map { "# \($0)\n" }.joined()
  }

  /// The answer for a Service: a decision for each source that policies may see; nil for all else.
  private func serviceDecision(
    _ from: String, _ to: String, _ engine: PolicyEngine, _ loaded: LoadedCluster
  ) throws -> ServiceDecision? {
    guard let transport = TransportProtocol(parsing: transport),
      let origin = PolicyEnd(parsing: from),
      let question = try ServiceQuestion(to, transport, in: engine.cluster)
    else { return nil }
    try engine.cluster.require(origin)
    let recorded = loaded.snapshot.map { RecordedSources($0, question) }
    let seen =
      recorded?.seen(from: origin, transport)
      ?? engine.seenSources(of: origin, through: question.service, by: question.door)
    return ServiceDecision(
      to, from: origin, seen: seen,
      endpoints: engine.endpoints(of: question.service, question.port, by: question.door),
      engine: engine)
  }

  private func flow(in engine: PolicyEngine) throws -> PolicyFlow {
    guard let from, let to else {
      throw ValidationError("say which connection: --from SOURCE --to DESTINATION, or --flows FILE")
    }
    guard let transport = TransportProtocol(parsing: transport) else {
      throw ValidationError("'\(transport)' is not a protocol: tcp, udp or sctp")
    }
    guard let origin = PolicyEnd(parsing: from) else {
      throw ValidationError("'\(from)' is no source: NAMESPACE/POD or an address")
    }
    let destination = try PolicyDestination(parsing: to)
    try engine.cluster.require(origin)
    try engine.cluster.require(destination.end)
    return PolicyFlow(
      from: origin, to: destination.end,
      port: try destination.number(transport, in: engine.cluster), transport: transport)
  }
}

extension PolicyDecision {
  /// Allowed, denied or undecided.
  var exitCode: ExitCode { verdict.exitCode }
}

extension PolicyVerdict {
  /// Allowed, denied or undecided.
  var exitCode: ExitCode {
    switch self {
    case .allowed: .reachable
    case .denied: .blocked
    case .undecided: .undecided
    }
  }
}
