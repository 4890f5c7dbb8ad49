import ArgumentParser
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
      may do what the jobs need.

      Examples:
        diagnose scrape check --config /etc/prometheus/prometheus.yml
        diagnose scrape check --config prometheus.yml --rights
        diagnose scrape check --config prometheus.yml --output json

      Exit code 0: valid, nothing found. 1: valid, with findings. 65: Prometheus does not load it.
      66: there is no such file.
      """
  )

  @Option(name: [.customLong("config"), .customLong("config.file")], help: "The prometheus.yml.")
  var config: String

  @Flag(help: "Ask the API servers whether the jobs' accounts have the rights they need.")
  var rights = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let report: ScrapeCheckReport
    do throws(ConfigurationFault) {
      var loaded = try Configuration.load(config, .live)
      var findings = ConfigurationLint(loaded.configuration, files: .live).findings()
      if rights {
        let asked = ScrapeRights(loaded.configuration).ask()
        findings += asked.findings
        loaded.notes += asked.notes
      }
      report = .valid(loaded, findings)
    } catch {
      report = .invalid(error)
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
}
