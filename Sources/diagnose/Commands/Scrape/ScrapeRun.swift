import ArgumentParser
import Discovery
import Documents
import Foundation
import PrometheusConfiguration
import Scraping
import Transfer

/// `diagnose scrape run`: the jobs of a configuration, scraped as Prometheus would.
struct ScrapeRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract:
      "Scrape the targets of a configuration, and tell which are up and why others are not.",
    discussion: """
      Examples:
        diagnose scrape run --config prometheus.yml --once
        diagnose scrape run --config prometheus.yml --job node --for 5m
        diagnose scrape run --config prometheus.yml --once --output json --samples
        diagnose scrape run --config prometheus.yml --agent --storage /var/lib/diagnose

      --once scrapes each target once. --for scrapes at the intervals of the configuration, each
      target at its own moment, and tells the last scrape of each. Targets are found as
      diagnose scrape targets finds them, and found anew while the run lasts: files when they change,
      servers at their refresh_interval, API servers every ten seconds.

      --agent hands every sample on to remote_write of the configuration, until --for is over or
      SIGTERM comes. Samples are in the log of --storage before a scrape is told, and stay there until
      the receiver has them: neither a receiver that is away nor a kill of this program loses one.

      Exit code 0: all targets are up. 1: some are down, or samples of --agent have not arrived.
      2: some discovery could not be evaluated.
      """)

  @Option(
    name: [.customLong("config"), .customLong("config.file")],
    help: ArgumentHelp("The prometheus.yml.", valueName: "file"))
  var config: String

  @Option(help: ArgumentHelp("Only this job. May be repeated.", valueName: "name"))
  var job: [String] = []

  @Flag(help: "Scrape each target once. The default.")
  var once = false

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Scrape at the configured intervals for this long, as 5m.", valueName: "time"))
  var period: String?

  @OptionGroup(title: "Handing samples on") var handing: AgentOptions

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

  @Flag(help: "Tell the samples too; with --output json.")
  var samples = false

  @Option(help: "What to print: text or json.")
  var output = OutputFormat.text

  func validate() throws {
    guard !cluster.isNamed || snapshot == nil && objects.isEmpty else {
      throw ValidationError("recorded objects and a live cluster are two worlds: name one")
    }
    guard !handing.agent || !samples else {
      throw ValidationError("--samples tells the samples of a run; --agent hands them on instead")
    }
  }

  func run() throws {
    if once, period != nil { throw failure(.usage, "--once and --for exclude each other") }
    let loaded = try Configuration.loaded(config)
    let jobs = loaded.configuration.scrapeJobs.filter { job.isEmpty || job.contains($0.name) }
    for name in job where !jobs.contains(where: { $0.name == name }) {
      throw failure(.notFound, "\(config) has no job \(name)")
    }
    let agent = try agent(loaded)
    let found = try find(jobs)
    var session = ScrapeSession(
      found, keepsSamples: samples, agent: agent, refresh: refresh(jobs, found))
    if agent != nil, !once {
      try session.run(for: try period.map { try TimeSpan($0, option: "--for").duration })
    } else if let period {
      try session.run(for: TimeSpan(period, option: "--for").duration)
    } else {
      try session.once()
    }
    let report = RunReport(
      session: session, notes: loaded.notes + unused(loaded), withSamples: samples)
    var out = OutputStream()
    out.write { $0 += (output == .json ? report.node.json + "\n" : report.text).utf8 }
    out.flush()
    throw report.exit
  }

  private func agent(_ loaded: Configuration.Loaded) throws -> AgentRun? {
    guard handing.agent else { return nil }
    return try AgentRun(try handing.open(loaded.configuration), handing, output: output)
  }

  private func unused(_ loaded: Configuration.Loaded) -> [String] {
    let count = loaded.configuration.remoteWrite.count
    guard count > 0, !handing.agent else { return [] }
    return ["remote_write is not used: samples are handed on with --agent only"]
  }

  /// Finds targets anew during a run; recorded ones stay.
  private func refresh(_ jobs: [ScrapeJob], _ found: [RunJob]) -> RunRefresh? {
    guard snapshot == nil, objects.isEmpty else { return nil }
    return RunRefresh(jobs, found: found) { jobs in
      let world = LiveWorld(disk: .live, cluster: cluster.world, ownNamespace: ownNamespace)
      return jobs.map { RunJob($0, JobTargets($0, in: world)) }
    }
  }

  /// The targets of jobs, among what was recorded, or by asking.
  private func find(_ jobs: [ScrapeJob]) throws -> [RunJob] {
    guard snapshot == nil, objects.isEmpty else {
      let world = try RecordedWorld(
        snapshot: snapshot, objects: objects, ownNamespace: ownNamespace)
      return jobs.map { RunJob($0, JobTargets($0, in: world)) }
    }
    let world = LiveWorld(disk: .live, cluster: cluster.world, ownNamespace: ownNamespace)
    return jobs.map { RunJob($0, JobTargets($0, in: world)) }
  }
}
