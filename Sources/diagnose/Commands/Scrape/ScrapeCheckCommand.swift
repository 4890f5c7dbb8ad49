import ArgumentParser
import Discovery
import Documents
import PrometheusConfiguration

/// `diagnose scrape check`: whether Prometheus loads a configuration, and what is wrong though it
/// does.
struct ScrapeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Whether Prometheus loads a configuration, and what is wrong though it does.",
    discussion: """
      A configuration is read as Prometheus 3 reads it. What it refuses is refused here in its own
      words. A ConfigMap with a prometheus.yml in it and the file of Grafana Agent are unwrapped.

      --rights asks each API server, as the account that the configuration names there, whether it
      may do what the jobs need. --objects and --snapshot take recorded objects of the cluster, and
      tell what each job would find among them.

      Examples:
        diagnose scrape check --config /etc/prometheus/prometheus.yml
        diagnose scrape check --config prometheus.yml --rights
        diagnose scrape check --config prometheus.yml --objects cluster/
        diagnose scrape check --config prometheus.yml --output json

      Exit code 0: valid, nothing found. 1: valid, with findings. 65: Prometheus does not load it.
      66: there is no such file.
      """
  )

  @Option(name: [.customLong("config"), .customLong("config.file")], help: "The prometheus.yml.")
  var config: String

  @Flag(help: "Ask the API servers whether the jobs' accounts have the rights they need.")
  var rights = false

  @Option(
    help: ArgumentHelp(
      "A snapshot, a folder or .tar.gz, whose cluster folder has the objects.", valueName: "path"))
  var snapshot: String?

  @Option(parsing: .upToNextOption, help: ObjectFiles.help)
  var objects: [String] = []

  @Option(
    help: ArgumentHelp(
      "The namespace Prometheus runs in: what own_namespace means.", valueName: "namespace"))
  var ownNamespace: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let report: ScrapeCheckReport
    do {
      var loaded = try Configuration.load(config, .live)
      var findings = ConfigurationLint(loaded.configuration, files: .live).findings()
      if rights {
        let asked = ScrapeRights(loaded.configuration).ask()
        findings += asked.findings
        loaded.notes += asked.notes
      }
      let found = FoundByJobs(try find(loaded.configuration.scrapeJobs))
      report = .valid(loaded, findings + found.findings, found)
    } catch let fault as ConfigurationFault {
      report = .invalid(fault)
    }
    var out = OutputStream()
    out.write { bytes in
      switch output ?? .text {
      case .json: bytes += (report.node.json + "\n").utf8
      case .text: bytes += report.text.utf8
      }
    }
    out.flush()
    throw report.exit
  }

  /// What jobs find among recorded objects; nothing where none were named.
  private func find(_ jobs: [ScrapeJob]) throws -> [(ScrapeJob, JobTargets)] {
    guard snapshot != nil || !objects.isEmpty else { return [] }
    let world = try RecordedWorld(snapshot: snapshot, objects: objects, ownNamespace: ownNamespace)
    return jobs.map { ($0, JobTargets($0, in: world)) }
  }
}
