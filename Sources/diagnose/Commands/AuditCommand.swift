import ArgumentParser
import Cluster
import Documents
import Policies
import Reporting
import Snapshots

/// `diagnose audit`: which scrape targets policies cut off.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Which scrape targets NetworkPolicies cut off from a source, before or after an install.",
    discussion: """
      Targets are pods and Services with the annotation prometheus.io/scrape, what ServiceMonitor
      and PodMonitor objects choose, and Service ports whose name speaks of metrics; with --config,
      the jobs of a Prometheus configuration instead.

      Examples:
        diagnose audit --from 192.168.1.10 --snapshot DIR
        diagnose audit --from 192.168.1.10                            (the cluster of your kubeconfig)
        diagnose audit --from 192.168.1.10 --manifests install.yaml
        diagnose audit --from 192.168.1.10 --manifests install.yaml --snapshot DIR --fail-on changed
        helm template x | diagnose audit --from 192.168.1.10 --manifests - --output junit

      Manifests are laid over a snapshot as kubectl apply would, which is then what was before.
      Pods that are not there yet are made from the templates of Deployments and their like.

      Exit code 0: every target can be scraped. 1: blocked (--fail-on blocked), or reachable before
      and not any more (--fail-on changed). 2: undecided. 65: an object is malformed; all others
      are judged.
      """
  )

  @Option(
    help: ArgumentHelp(
      "Who scrapes: addresses or NAMESPACE/POD, separated by commas; may be repeated.",
      valueName: "source"))
  var from: [String] = []

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "Look at this namespace only; may be repeated. Manifests without one are of the first.",
      valueName: "ns"))
  var namespace: [String] = []

  @OptionGroup var source: ClusterSource

  @Option(
    help: ArgumentHelp(
      "What was before: a snapshot, or manifests; else the --snapshot without --manifests.",
      valueName: "path"))
  var before: String?

  @Option(
    help: ArgumentHelp("A Prometheus configuration that names the targets.", valueName: "file"))
  var config: String?

  @Option(help: "How the change is written: patch (of the policies that are there) or new.")
  var style: StyleOption = .patch

  @Option(help: "What to print: text, json, junit, sarif or markdown.")
  var output: AuditFormat = .text

  @Option(help: "What makes the exit code 1: blocked or changed.")
  var failOn: FailOn = .blocked

  func run() throws {
    let sources = try parsedSources()
    let cluster = try source.load(namespace: namespace.first, keepsFiles: config != nil)
    cluster.complainOfProblems()
    let earlier = try before.map { try ClusterSource.load(path: $0, namespace: namespace.first) }
    earlier?.complainOfProblems()
    var notes: [String] = []
    let (targets, areAll) = try targets(in: cluster, &notes)
    let isOverlaid = !source.manifests.isEmpty
    let audit = Audit(
      targets, of: cluster.objects, from: sources,
      before: earlier?.objects ?? (isOverlaid ? cluster.before : nil))
    let report = AuditReport(
      audit, remedy: audit.remedy(style.style), notes: notes + self.notes(cluster.objects, sources))
    var out = OutputStream()
    out.write { $0 += text(of: report) }
    out.flush()
    let judged = exitCode(audit)
    let code = judged == .reachable && !areAll ? .undecided : judged
    throw earlier.map { $0.problems.isEmpty } ?? true ? cluster.exit(code) : .malformed
  }

  private func parsedSources() throws -> [PolicyEnd] {
    let words = from.flatMap { $0.split(separator: ",").map(String.init) }
    guard !words.isEmpty else { throw ValidationError("say who scrapes: --from ADDR[,ADDR…]") }
    return try words.map { word in
      guard let end = PolicyEnd(parsing: word) else {
        throw ValidationError("'\(word)' is no source: an address or NAMESPACE/POD")
      }
      return end
    }
  }

  private func targets(
    in cluster: LoadedCluster, _ notes: inout [String]
  ) throws -> (targets: [ScrapeTarget], areAll: Bool) {
    guard let config else {
      var discovery = TargetDiscovery(cluster.objects, namespaces: namespace)
      return (discovery.discover(), true)
    }
    var found = try ConfiguredTargets(config, in: cluster, of: source, namespaces: namespace)
    found.find()
    notes += found.notes
    return (found.targets, found.areAll)
  }

  private func text(of report: AuditReport) -> [UInt8] {
    switch output {
    case .text: Array(report.text(.terminal).utf8)
    case .json: report.json + [UInt8(ascii: "\n")]
    case .markdown: Array(report.markdown.utf8)
    case .junit: Array(report.junit.utf8)
    case .sarif:
      Array(
        (report.sarif(
          version: Diagnose.configuration.version, file: source.manifests.first ?? "cluster"
        ).json + "\n").utf8)
    }
  }

  private func exitCode(_ audit: Audit) -> ExitCode {
    if audit.rows.isEmpty { return .undecided }
    let rows = failOn == .changed ? audit.lostRows : audit.blockedRows
    if rows.contains(where: { $0.verdict == .denied }) { return .blocked }
    return rows.isEmpty ? .reachable : .undecided
  }

  private func notes(_ cluster: ClusterObjects, _ sources: [PolicyEnd]) -> [String] {
    var notes: [String] = []
    if cluster.networkPolicies.isMissing { notes.append("no NetworkPolicy is among the objects") }
    let others = Set(cluster.otherPolicies.list.filter { !$0.isClusterPolicy }.map(\.kind))
    if !others.isEmpty { notes.append(PolicyNote.otherPolicies(others.sorted()).description) }
    for case .pod(let name) in sources where cluster.pod(name) == nil {
      notes.append(PolicyNote.unknownPod(name).description)
    }
    return notes
  }
}

/// `--output` of `audit`.
enum AuditFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case junit
  case sarif
  case markdown
}

/// `--fail-on`.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case blocked
  case changed
}

/// `--style`.
enum StyleOption: String, ExpressibleByArgument, CaseIterable {
  case patch
  case new

  var style: PatchStyle {
    switch self {
    case .patch: .patch
    case .new: .new
    }
  }
}
