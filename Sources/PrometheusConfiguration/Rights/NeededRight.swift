/// Something that an account must be allowed to do for a job to work.
public enum NeededRight: Sendable, Hashable {
  /// A verb on objects, in one namespace or in all (nil).
  case object(
    verb: String, group: String, resource: String, subresource: String, namespace: String?)
  /// A verb on a path of the API server.
  case path(verb: String, String)
}

extension NeededRight: CustomStringConvertible {
  /// `list pods in namespace shop`, `get /metrics`.
  public var description: String {
    switch self {
    case .path(let verb, let path): return "\(verb) \(path)"
    case .object(let verb, let group, let resource, let subresource, let namespace):
      let name = resource + (subresource.isEmpty ? "" : "/\(subresource)")
      let full = group.isEmpty ? name : "\(name).\(group)"
      return "\(verb) \(full) \(namespace.map { "in namespace \($0)" } ?? "in all namespaces")"
    }
  }

  /// The rule of a Role or ClusterRole that gives it.
  public var rule: String {
    switch self {
    case .path(let verb, let path): "{nonResourceURLs: [\"\(path)\"], verbs: [\(verb)]}"
    case .object(let verb, let group, let resource, let subresource, _):
      "{apiGroups: [\"\(group)\"], resources: [\"\(resource)"
        + (subresource.isEmpty ? "" : "/\(subresource)") + "\"], verbs: [\(verb)]}"
    }
  }
}

/// The rights that one account needs at one API server.
public struct NeededAccess: Sendable {
  /// The API server.
  public var server: GoURL
  /// How Prometheus authenticates there.
  public var http: HTTPClientSettings
  /// What it must be allowed, each with the first job that needs it.
  public var rights: [(right: NeededRight, job: ScrapeJob)]
}

extension Configuration {
  /// The rights that the jobs need, by API server and account.
  public var neededAccess: [NeededAccess] {
    var all: [NeededAccess] = []
    for job in scrapeJobs {
      for case .kubernetes(let discovery) in job.discovery {
        guard let server = discovery.apiServer else { continue }
        all.add(server, discovery.http, discovery.rights, job)
        all.add(server, job.http, job.rights(of: discovery), job)
      }
    }
    for job in scrapeJobs where job.scheme == "https" {
      for access in all where job.isFixed(at: access.server) {
        all.add(access.server, job.http, [.path(verb: "get", job.metricsPath)], job)
      }
    }
    return all.filter { !$0.rights.isEmpty }
  }
}

extension ScrapeJob {
  /// Whether one of its fixed targets is the API server itself.
  fileprivate func isFixed(at server: GoURL) -> Bool {
    discovery.contains { source in
      guard case .fixed(let groups) = source else { return false }
      return groups.contains { $0.targets.contains(server.host) }
    }
  }
}

extension [NeededAccess] {
  fileprivate mutating func add(
    _ server: GoURL, _ http: HTTPClientSettings, _ rights: [NeededRight], _ job: ScrapeJob
  ) {
    let place =
      firstIndex {
        $0.server.text == server.text && $0.http.authorization == http.authorization
          && $0.http.basicAuth == http.basicAuth && $0.http.tls == http.tls
      } ?? endIndex
    if place == endIndex { append(NeededAccess(server: server, http: http, rights: [])) }
    for right in rights where !self[place].rights.contains(where: { $0.right == right }) {
      self[place].rights.append((right, job))
    }
  }
}
