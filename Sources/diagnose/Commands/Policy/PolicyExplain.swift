import ArgumentParser
import Cluster
import Policies
import Reporting

/// `diagnose policy explain`: all that selects a pod, in plain words.
struct PolicyExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "All policies that select a pod, in plain words.",
    discussion: """
      Examples:
        diagnose policy explain argocd/argocd-redis-747b678f89-88p8t --snapshot DIR
        diagnose policy explain shop/api-0 --manifests k8s/
      """
  )

  @Argument(help: ArgumentHelp("NAMESPACE/POD, or the pod's address.", valueName: "pod"))
  var pod: String

  @OptionGroup var source: ClusterSource

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let cluster = try source.load()
    cluster.complainOfProblems()
    let engine = PolicyEngine(cluster.objects)
    let found = try engine.cluster.requirePod(try PolicyDestination(parsing: pod).end)
    let explanation = PodPolicies(of: found, in: engine)
    var out = OutputStream()
    out.write {
      switch output ?? .text {
      case .json: $0 += explanation.json + [UInt8(ascii: "\n")]
      case .text: $0 += explanation.text(.terminal).utf8
      }
    }
    out.flush()
    throw cluster.exit(.reachable)
  }
}
