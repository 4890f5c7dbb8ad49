import Addressing
public import Cluster

/// One entry of `static_configs`: `ADDR:PORT`, or the name of a Service with a port.
public struct ConfiguredTarget: Sendable, Hashable {
  /// The entry as written.
  public var text: String
  /// The job it is of.
  public var job: String

  /// The entry `text` of `job`.
  public init(_ text: String, job: String) {
    self.text = text
    self.job = job
  }

  /// What it leads to; without endpoints where it is a name that is no Service of the cluster.
  public func resolved(in cluster: ClusterObjects) -> ScrapeTarget {
    var target = ScrapeTarget(name: text, namespace: "", origins: [.job(job)], endpoints: [])
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { return target }
    let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
    if let address = IPAddress(parsing: host) {
      guard let service = cluster.service(at: address) else {
        target.namespace = cluster.pod(at: address)?.metadata.namespace ?? ""
        target.endpoints = [TargetEndpoint(.address(address), port: port)]
        return target
      }
      return target.behind(service, port, cluster)
    }
    guard let service = Self.service(host, cluster) else { return target }
    return target.behind(service, port, cluster)
  }

  /// The Service of `NAME.NAMESPACE[.svc[.cluster.local]]`.
  private static func service(_ host: String, _ cluster: ClusterObjects) -> Service? {
    let parts = host.split(separator: ".").map(String.init)
    guard parts.count == 2 || parts.count > 2 && parts[2] == "svc" else { return nil }
    return cluster.service(ObjectName(namespace: parts[1], name: parts[0]))
  }
}

extension ScrapeTarget {
  fileprivate func behind(
    _ service: Service, _ port: UInt16, _ cluster: ClusterObjects
  ) -> ScrapeTarget {
    var target = self
    target.namespace = service.metadata.namespace
    let discovery = TargetDiscovery(cluster)
    let chosen = discovery.pods.pods(service.selector, in: service.metadata.namespace)
    for own in service.ports where own.port == port && own.transport == .tcp {
      target.endpoints += discovery.endpoints(of: service, own, chosen)
    }
    return target
  }
}
