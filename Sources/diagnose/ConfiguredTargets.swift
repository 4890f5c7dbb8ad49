import Addressing
import ArgumentParser
import Cluster
import Discovery
import Documents
import Policies
import PrometheusConfiguration
import Relabelling
import Scraping

/// The targets of a Prometheus configuration, found and relabelled as Prometheus does, and where
/// scrapes of them arrive in a cluster.
struct ConfiguredTargets {
  private(set) var targets: [Policies.ScrapeTarget] = []
  private(set) var notes: [String]
  /// Whether every discovery could be evaluated.
  private(set) var areAll = true
  private let jobs: [ScrapeJob]
  private let cluster: LoadedCluster
  private let discovery: TargetDiscovery
  private let planned: PlannedDocuments
  private let source: ClusterSource
  private let namespaces: Set<String>
  private var known = Set<Policies.ScrapeTarget>()

  init(
    _ path: String, in cluster: LoadedCluster, of source: ClusterSource, namespaces: [String]
  ) throws {
    let loaded = try Configuration.loaded(path)
    jobs = loaded.configuration.scrapeJobs
    notes = loaded.notes
    self.cluster = cluster
    self.source = source
    self.namespaces = Set(namespaces)
    planned = PlannedDocuments(cluster.objects)
    discovery = TargetDiscovery(cluster.objects)
    world =
      try source.isLive
      ? LiveWorld(disk: .live, cluster: source.live.world)
      : RecordedWorld(
        snapshot: source.snapshot.snapshot, isWhole: source.snapshot.snapshot == nil)
  }

  private let world: any DiscoveryWorld

  /// Finds the targets of all jobs.
  mutating func find() {
    for job in jobs { find(job, world) }
  }

  private mutating func find(_ job: ScrapeJob, _ base: some DiscoveryWorld) {
    let overlaid = OverlaidWorld(
      base: base, files: cluster.files, defaultNamespace: namespaces.first ?? "default",
      documents: planned.documents)
    let found = JobTargets(job, in: overlaid)
    for problem in found.problems {
      areAll = false
      // The configuration's own notes tell of a discovery that nobody here evaluates.
      if case .notEvaluated = problem { continue }
      notes.append("job \(job.name): \(problem)")
    }
    var proxied = 0
    for target in found.pool.targets {
      switch target.fate {
      case .dropped: continue
      case .failed(let error):
        notes.append("job \(job.name): \(target.source) is no target: \(error)")
      case .scraped(let scraped):
        if scraped.goesThroughAPIServer { proxied += 1 } else { add(target, scraped, job.name) }
      }
    }
    if proxied > 0 {
      notes.append(
        "job \(job.name): \(proxied) of its targets are reached through the API server's proxy: "
          + "policies see the API server's address, not the scraper's, so they are not judged")
    }
  }

  private mutating func add(
    _ found: FoundTarget, _ scraped: Discovery.ScrapeTarget, _ job: String
  ) {
    let labels = scraped.scrapeLabels
    let scheme = labels["__scheme__"].text
    var address = labels["__address__"].text
    if !address.hasPort { address += scheme == "https" ? ":443" : ":80" }
    var target = ConfiguredTarget(address, job: job).resolved(by: discovery)
    if let (endpoint, pod) = pod(behind: target) {
      target.endpoints = [endpoint]
      target.name = "pod \(pod):\(endpoint.port)"
      target.namespace = pod.namespace
    }
    if target.endpoints.isEmpty {
      notes.append("job \(job): \(address) is a name that is no Service of the cluster")
    }
    guard namespaces.isEmpty || namespaces.contains(target.namespace) else { return }
    if known.insert(target).inserted { targets.append(target) }
  }

  /// The pod whose own address a target is; nil for Services and for all that is no pod.
  private func pod(
    behind target: Policies.ScrapeTarget
  ) -> (endpoint: TargetEndpoint, pod: ObjectName)? {
    guard target.endpoints.count == 1, let endpoint = target.endpoints.first,
      case .address(let address) = endpoint.end
    else { return nil }
    if let pod = planned.pods[address] {
      return (TargetEndpoint(.pod(pod), port: endpoint.port), pod)
    }
    guard let pod = cluster.objects.pod(at: address), !pod.hostNetwork else { return nil }
    return (endpoint, pod.objectName)
  }
}

extension Discovery.ScrapeTarget {
  /// Whether its path is one of the API server's proxy.
  fileprivate var goesThroughAPIServer: Bool {
    let path = scrapeLabels["__metrics_path__"].text
    return path.hasPrefix("/api/v1/") && path.contains("/proxy")
  }
}

extension String {
  /// Whether an address ends with a port.
  fileprivate var hasPort: Bool {
    guard let colon = lastIndex(of: ":") else { return false }
    return !self[colon...].contains("]") && UInt16(self[index(after: colon)...]) != nil
  }
}
