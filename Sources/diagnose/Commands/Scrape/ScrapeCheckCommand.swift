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

      Examples:
        diagnose scrape check --config /etc/prometheus/prometheus.yml
        diagnose scrape check --config prometheus.yml --output json

      Exit code 0: valid, nothing found. 1: valid, with findings. 65: Prometheus does not load it.
      66: there is no such file.
      """
  )

  @Option(name: [.customLong("config"), .customLong("config.file")], help: "The prometheus.yml.")
  var config: String

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let report: ScrapeCheckReport
    do throws(ConfigurationFault) {
      let loaded = try Configuration.load(config, .live)
      let lint = ConfigurationLint(loaded.configuration, files: .live)
      report = .valid(loaded, lint.findings())
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
