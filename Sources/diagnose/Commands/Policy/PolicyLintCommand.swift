import ArgumentParser
import Cluster
import Policies
import Reporting

/// `diagnose policy lint`: what is valid but surely not meant.
struct PolicyLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "What is valid in policies but surely not meant.",
    discussion: """
      Findings: \(LintRule.allCases.map(\.rawValue).joined(separator: ", ")).

      With a snapshot that has the nodes' rules, a policy that no rule reflects is found too.

      Examples:
        diagnose policy lint --manifests k8s/
        diagnose policy lint --snapshot DIR --output json

      Exit code 0: nothing found. 1: findings. 65: an object is malformed; all others are judged.
      """
  )

  @OptionGroup var source: ClusterSource

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let cluster = try source.load()
    cluster.complainOfProblems()
    var findings = PolicyLint(cluster.objects).findings()
    if let snapshot = cluster.snapshot {
      findings += KernelPolicies(snapshot).unreflected(in: cluster.before ?? cluster.objects)
    }
    let report = LintReport(
      findings,
      policies: cluster.objects.networkPolicies.list.count
        + cluster.objects.otherPolicies.list.count)
    var out = OutputStream()
    out.write {
      switch output ?? .text {
      case .json: $0 += report.json + [UInt8(ascii: "\n")]
      case .text: $0 += report.text(.terminal).utf8
      }
    }
    out.flush()
    throw cluster.exit(findings.isEmpty ? .reachable : .blocked)
  }
}
