public import PrometheusConfiguration
public import Relabelling

/// The targets of a job, found in a world.
public struct JobTargets: Sendable {
  /// The job's name.
  public let job: ByteString
  /// What makes its targets.
  public let builder: TargetBuilder
  /// Its targets, the dropped ones among them.
  public private(set) var pool = TargetPool()
  /// What could not be found, and why.
  public private(set) var problems: [DiscoveryError] = []

  /// Finds the targets of a job.
  public init(_ job: ScrapeJob, in world: some DiscoveryWorld) {
    self.job = ByteString(job.name)
    builder = TargetBuilder(TargetTemplate(job))
    for source in job.discovery { find(source, world) }
  }

  private mutating func find(_ source: DiscoverySource, _ world: some DiscoveryWorld) {
    do throws(DiscoveryError) {
      switch source {
      case .fixed(let groups): pool.add(DiscoveredGroup.fixed(groups), builder)
      case .file(let discovery): read(discovery, world)
      case .http(let discovery):
        let groups = try GroupList.groups(
          json: try world.body(of: discovery), source: discovery.url)
        pool.add(DiscoveredGroup.http(groups, url: discovery.url), builder)
      case .dns(let discovery): pool.add(try world.groups(of: discovery), builder)
      case .kubernetes(let discovery): try find(discovery, world)
      case .other(let other): throw .notEvaluated(other.name)
      }
    } catch {
      problems.append(error)
    }
  }

  /// Each file for itself: one that is wrong does not spoil the others.
  private mutating func read(_ discovery: FileDiscovery, _ world: some DiscoveryWorld) {
    for file in discovery.files.flatMap(world.files) {
      do throws(DiscoveryError) {
        guard let content = file.content else { throw .unreadable(path: file.path) }
        let groups = try GroupList.groups(file: content, path: file.path)
        pool.add(DiscoveredGroup.file(groups, path: file.path), builder)
      } catch {
        problems.append(error)
      }
    }
  }

  private mutating func find(
    _ discovery: KubernetesDiscovery, _ world: some DiscoveryWorld
  ) throws(DiscoveryError) {
    let role = KubernetesRole(rawValue: discovery.role) ?? .pod
    if discovery.ownNamespace, world.ownNamespace == nil { problems.append(.noOwnNamespace) }
    guard let query = KubernetesQuery(discovery, own: world.ownNamespace) else {
      throw .selector(role)
    }
    for (role, selector) in query.selectors {
      let refused = selector.fields.refused(for: role)
      guard refused.isEmpty else { throw .refusedFields(refused, role) }
    }
    let objects = try world.objects(for: discovery)
    let missing = objects.missing(for: query.role)
    if !missing.isEmpty { problems.append(.missing(missing, role: discovery.role)) }
    pool.add(KubernetesFinder(query, in: objects).groups(), builder)
  }
}
