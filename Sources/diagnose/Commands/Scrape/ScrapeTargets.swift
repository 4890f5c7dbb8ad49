import ArgumentParser
import Discovery
import Documents
import PrometheusConfiguration
import Scraping

/// `diagnose scrape targets`: who a configuration scrapes, and who it drops.
struct ScrapeTargets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets",
    abstract: "The targets of a configuration: their labels and URLs, and which rule drops others.",
    discussion: """
      Targets of static_configs and file_sd_configs are read from the files. kubernetes_sd_configs
      find theirs among recorded objects: those of a snapshot, or of any file that kubectl get -o json
      or yaml printed, several kinds mixed. Where neither is named, the api_server of each is asked
      with its own credentials, your kubeconfig's cluster where it names none; --context and its like
      name one cluster for all.

      Examples:
        diagnose scrape targets --config prometheus.yml
        diagnose scrape targets --config prometheus.yml --job k3s-pod --snapshot DIR
        diagnose scrape targets --config prometheus.yml --objects pods.json services.json
        diagnose scrape targets --config prometheus.yml --job k3s-pod --objects all.yaml \\
          --steps 10.42.0.38:8082

      --steps shows the labels of a target before and after each rule, and why a rule did what it
      did. The target is named by its address, its instance label or its URL.

      Exit code 0: answered. 2: some discovery could not be evaluated, so that targets are missing
      (said which, and why). 65: Prometheus does not load the configuration. 66: a file is missing.
      """
  )

  @Option(
    name: [.customLong("config"), .customLong("config.file")],
    help: ArgumentHelp("The prometheus.yml.", valueName: "file"))
  var config: String

  @Option(help: ArgumentHelp("Only this job. May be repeated.", valueName: "name"))
  var job: [String] = []

  @Option(
    help: ArgumentHelp(
      "A snapshot, a folder or .tar.gz, whose cluster folder has the objects.", valueName: "path"))
  var snapshot: String?

  @Option(parsing: .upToNextOption, help: ObjectFiles.help)
  var objects: [String] = []

  @OptionGroup(title: "Which cluster") var cluster: ClusterOptions

  @Option(
    help: ArgumentHelp(
      "The namespace Prometheus runs in: what own_namespace means.", valueName: "namespace"))
  var ownNamespace: String?

  @Option(
    help: ArgumentHelp(
      "Show each rule's work on a target: its address, instance or URL.", valueName: "target"))
  var steps: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func validate() throws {
    guard !cluster.isNamed || snapshot == nil && objects.isEmpty else {
      throw ValidationError("recorded objects and a live cluster are two worlds: name one")
    }
  }

  func run() throws {
    let loaded = try load()
    let jobs = loaded.configuration.scrapeJobs.filter { job.isEmpty || job.contains($0.name) }
    for name in job where !jobs.contains(where: { $0.name == name }) {
      throw failure(.notFound, "\(config) has no job \(name)")
    }
    var notes = loaded.notes
    if loaded.configuration.scrapeJobs.isEmpty {
      notes.append("\(config) has no scrape_configs: Prometheus loads it and scrapes nothing")
    }
    let report = TargetsReport(try find(jobs), steps: steps, notes: notes)
    var out = OutputStream()
    out.write { $0 += (output == .json ? report.node.json + "\n" : report.text).utf8 }
    out.flush()
    throw report.exit
  }

  /// The targets of jobs, among what was recorded, or by asking.
  private func find(_ jobs: [ScrapeJob]) throws -> [JobTargets] {
    guard snapshot == nil, objects.isEmpty else {
      let world = try RecordedWorld(
        snapshot: snapshot, objects: objects, ownNamespace: ownNamespace)
      return jobs.map { JobTargets($0, in: world) }
    }
    let world = LiveWorld(disk: .live, cluster: cluster.world, ownNamespace: ownNamespace)
    return jobs.map { JobTargets($0, in: world) }
  }

  private func load() throws -> Configuration.Loaded {
    do throws(ConfigurationFault) {
      return try Configuration.load(config, .live)
    } catch {
      let code: ExitCode = if case .unreadable = error { .notFound } else { .malformed }
      guard output == .json else { throw failure(code, error.description) }
      var out = OutputStream()
      let node = Node(.object([Node.Member("error", Node(.string(error.description)))]))
      out.write { $0 += (node.json + "\n").utf8 }
      out.flush()
      throw code
    }
  }
}
