public import ClusterAccess
public import Discovery
import Documents
public import PrometheusConfiguration
public import Transfer

/// The world as it is now: API servers, servers of `http_sd_configs`, files of this machine.
///
/// What an API server lists is asked for once, however many discoveries need it.
public final class LiveWorld: DiscoveryWorld {
  /// The namespace that `own_namespace` means.
  public let ownNamespace: String?
  let disk: ConfigurationFiles
  private let cluster: Cluster
  let timeouts: TransferTimeouts
  /// The one name server to ask, where it is not the system's: an IPv4 address and a port.
  public var nameServer: (address: String, port: Int)?
  private var apis: [String: KubernetesAPI] = [:]
  private var lists: [String: [Node]] = [:]

  /// Which cluster discoveries are about.
  public enum Cluster {
    /// The `api_server` or `kubeconfig_file` of each; this one where it names none.
    case configured(otherwise: () throws(ClusterAccessError) -> ClusterConnection)
    /// This one for all, with its own credentials.
    case chosen(() throws(ClusterAccessError) -> ClusterConnection)
  }

  /// A world reached through `disk` and `cluster`.
  public init(
    disk: ConfigurationFiles, cluster: Cluster, ownNamespace: String? = nil,
    timeouts: TransferTimeouts = TransferTimeouts(connect: .seconds(5), total: .seconds(30))
  ) {
    self.disk = disk
    self.cluster = cluster
    self.timeouts = timeouts
    self.ownNamespace = ownNamespace ?? Self.serviceAccountNamespace(disk)
  }

  private static func serviceAccountNamespace(_ disk: ConfigurationFiles) -> String? {
    let bytes = disk.content("\(ClusterConnection.serviceAccountFolder)/namespace")
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files that match, with what they hold.
  public func files(matching pattern: String) -> [DiscoveryFile] {
    disk.matching(pattern).map { DiscoveryFile(path: $0, content: disk.content($0)) }
  }
}

extension LiveWorld {
  /// The objects that the API server lists for a discovery.
  public func objects(
    for discovery: KubernetesDiscovery
  ) throws(DiscoveryError) -> KubernetesObjects {
    let api = try api(for: discovery)
    var objects = KubernetesObjects()
    let own = discovery.ownNamespace ? [ownNamespace].compactMap(\.self) : []
    let namespaces = discovery.namespaces + own
    for need in KubernetesNeed.all(of: discovery) {
      objects.mark(resource: need.resource.name)
      let selectors = need.selectors(of: discovery)
      guard need.isNamespaced, !namespaces.isEmpty else {
        for item in try list(need.resource, nil, selectors, api) { objects.add(item) }
        continue
      }
      for namespace in namespaces {
        for item in try list(need.resource, namespace, selectors, api) { objects.add(item) }
      }
    }
    return objects
  }

  private func list(
    _ resource: APIResource, _ namespace: String?, _ selectors: ListSelectors,
    _ api: KubernetesAPI
  ) throws(DiscoveryError) -> [Node] {
    let key = "\(api.connection.server) \(resource.path(namespace: namespace)) \(selectors.query)"
    if let known = lists[key] { return known }
    do throws(ClusterAccessError) {
      let list = try api.list(resource, namespace: namespace, selecting: selectors)
      let items = list.items.map(list.named)
      lists[key] = items
      return items
    } catch {
      throw .server(source: api.connection.server, reason: error.description)
    }
  }

  private func api(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesAPI {
    let key = "\(discovery.apiServer?.text ?? "") \(discovery.kubeconfigFile) \(discovery.http)"
    if let known = apis[key] { return known }
    let name = discovery.apiServer?.text ?? "kubernetes_sd_configs"
    do throws(ClusterAccessError) {
      let api = try KubernetesAPI(connection(discovery), timeouts: timeouts)
      api.attempts = 2
      apis[key] = api
      return api
    } catch {
      throw .server(source: name, reason: error.description)
    }
  }

  private func connection(
    _ discovery: KubernetesDiscovery
  ) throws(ClusterAccessError) -> ClusterConnection {
    switch cluster {
    case .chosen(let connection): return try connection()
    case .configured(let otherwise):
      if let connection = ClusterConnection(discovery) { return connection }
      guard !discovery.kubeconfigFile.isEmpty else { return try otherwise() }
      return try .standard(files: KubeconfigFiles(explicit: discovery.kubeconfigFile))
    }
  }
}
