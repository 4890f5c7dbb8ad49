import ArgumentParser
import PrometheusConfiguration
import RemoteWrite

/// What makes a run an agent.
struct AgentOptions: ParsableArguments {
  @Flag(
    help: """
      Hand every sample on to remote_write of the configuration, by way of a write-ahead log, as \
      prometheus --agent does.
      """)
  var agent = false

  @Option(
    name: [.customLong("storage"), .customLong("storage.agent.path")],
    help: ArgumentHelp("The folder of the write-ahead log.", valueName: "folder"))
  var storage = "data-agent"

  @Option(
    help: ArgumentHelp(
      "How large the log may become before its oldest samples go: 512MB, 4GB.",
      valueName: "size"))
  var storageLimit = "4GB"

  @Option(
    name: [.customLong("flush-deadline"), .customLong("storage.remote.flush-deadline")],
    help: ArgumentHelp(
      "How long to go on sending at the end; what is left stays in the log.", valueName: "time"))
  var flushDeadline = "10s"

  @Flag(
    help: "Print a line for each scrape, once its samples are in the log; json prints an object.")
  var each = false

  func validate() throws {
    guard agent || !each else { throw ValidationError("--each tells what --agent hands on") }
  }

  /// The agent of a configuration.
  func open(_ configuration: Configuration) throws -> RemoteWriteAgent {
    var remotes: [Remote] = []
    for settings in configuration.remoteWrite.compactMap({ $0 }) {
      if let unspoken = Remote.unspoken(in: settings) {
        throw failure(
          .usage,
          "remote_write in line \(settings.line): \(unspoken) is not spoken here, and the receiver"
            + " would refuse every sample; put a proxy before it that speaks \(unspoken)")
      }
      if let remote = Remote(settings, global: configuration.global) { remotes.append(remote) }
    }
    guard !remotes.isEmpty else {
      throw failure(
        .malformed,
        "at least one remote_write target must be specified in agent mode: the configuration has"
          + " none to hand samples on to")
    }
    // A log of two segments is the least: the oldest goes when a new one begins.
    let total = try limit()
    let limits = LogLimits(segment: min(32 << 20, total / 4), total: total)
    do throws(RemoteWriteError) {
      return try RemoteWriteAgent(remotes, folder: storage, limits: limits)
    } catch {
      throw failure(.cannotWrite, error.description)
    }
  }

  /// `512MB`, `4GB`: powers of 1024, as `body_size_limit` has them.
  private func limit() throws -> Int {
    let units = ["MB": 20, "GB": 30, "TB": 40]
    guard storageLimit.count > 2, let shift = units[String(storageLimit.suffix(2))],
      let count = Int(storageLimit.dropLast(2)), count > 0, count < 1 << 20
    else {
      throw failure(.usage, "--storage-limit \(storageLimit) is not a size; write 512MB or 4GB")
    }
    return count << shift
  }
}
