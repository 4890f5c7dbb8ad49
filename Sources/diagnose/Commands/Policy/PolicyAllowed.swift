import Addressing
import ArgumentParser
import Cluster
import Policies
import Reporting

/// `diagnose policy allowed`: every source that may reach a pod.
struct PolicyAllowed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allowed",
    abstract: "Every source that may reach a pod: address ranges, namespaces, pods.",
    discussion: """
      Without a port, ports with the same sources stand together.

      Examples:
        diagnose policy allowed argocd/argocd-application-controller-0:8082 --snapshot DIR
        diagnose policy allowed shop/api-0 --manifests k8s/ --output json
      """
  )

  @Argument(help: ArgumentHelp("NAMESPACE/POD[:PORT], or the pod's address.", valueName: "pod"))
  var pod: String

  @Option(name: .customLong("protocol"), help: "tcp, udp or sctp; all of them by default.")
  var transport: String?

  @OptionGroup var source: ClusterSource

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let transport = try transport.map { text in
      guard let transport = TransportProtocol(parsing: text) else {
        throw ValidationError("'\(text)' is not a protocol: tcp, udp or sctp")
      }
      return transport
    }
    let cluster = try source.load()
    cluster.complainOfProblems()
    let engine = PolicyEngine(cluster.objects)
    let wanted = try PolicyDestination(parsing: pod)
    let found = try engine.cluster.requirePod(wanted.end)
    let port = try wanted.port.map { _ in
      try wanted.number(transport ?? .tcp, in: engine.cluster)
    }
    let sources = engine.admittedSources(
      of: found, port: port, transport: transport ?? (port == nil ? nil : .tcp))
    var out = OutputStream()
    out.write {
      switch output ?? .text {
      case .json: $0 += AdmittedSources.json(sources, of: found.objectName) + [UInt8(ascii: "\n")]
      case .text: $0 += AdmittedSources.text(sources, of: found.objectName, .terminal).utf8
      }
    }
    out.flush()
    throw cluster.exit(.reachable)
  }
}
