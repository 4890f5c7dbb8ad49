import Discovery
import PrometheusConfiguration
import Relabelling

/// Prometheus' configuration, its relabelling rules, and files of targets.
enum ConfigurationReader {
  static func read(_ text: [UInt8]) {
    guard let configuration = try? Configuration(parsing: text) else { return }
    for job in configuration.scrapeJobs { _ = JobTargets(job, in: World(content: [])) }
  }

  /// Rules, and labels behind the first NUL byte: names and values in turn, each ended by a line
  /// break.
  static func relabel(_ text: [UInt8]) {
    let parts = text.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard let rules = try? RelabelRule.list(parsing: Array(parts[0]), validation: .utf8) else {
      return
    }
    var labels = LabelSet([Label("__address__", "a:1"), Label("x", "abc")])
    if parts.count > 1 {
      let words = parts[1].split(separator: 10).map { ByteString($0) }
      labels = LabelSet(
        stride(from: 0, to: words.count - 1, by: 2).map { Label(words[$0], words[$0 + 1]) })
    }
    _ = labels.relabelled(by: rules)
  }

  /// A file of targets, and a body of them.
  static func readTargets(_ text: [UInt8]) {
    for job in lists { _ = JobTargets(job, in: World(content: text)) }
  }

  private static let lists: [ScrapeJob] = {
    let text =
      "scrape_configs: [{job_name: a, file_sd_configs: [{files: [a.yml, a.json]}],"
      + " http_sd_configs: [{url: 'http://a'}]}]"
    return (try? Configuration(parsing: Array(text.utf8)))?.scrapeJobs ?? []
  }()
}

/// A world where every file and every answer is the same.
private struct World: DiscoveryWorld {
  let content: [UInt8]
  let ownNamespace: String? = nil

  func objects(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesObjects {
    KubernetesObjects()
  }

  func files(matching pattern: String) -> [DiscoveryFile] {
    [DiscoveryFile(path: pattern, content: content)]
  }

  func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8] { content }

  func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup] { [] }
}
