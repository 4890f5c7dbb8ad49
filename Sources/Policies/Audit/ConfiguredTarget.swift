import Addressing
import Cluster

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
  public func resolved(by discovery: TargetDiscovery) -> ScrapeTarget {
    let cluster = discovery.cluster
    var target = ScrapeTarget(name: text, namespace: "", origins: [.job(job)], endpoints: [])
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
    else { return target }
    let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
    if let address = IPAddress(parsing: host) {
      if let outer = target.entered(at: address, port, discovery) { return outer }
      guard let service = cluster.service(at: address) else {
        target.namespace = cluster.pod(at: address)?.metadata.namespace ?? ""
        target.endpoints = [TargetEndpoint(.address(address), port: port)]
        return target
      }
      return target.behind(service, port, discovery)
    }
    guard let service = Self.service(host, cluster) else { return target }
    return target.behind(service, port, discovery)
  }

  /// The Service of `NAME.NAMESPACE[.svc[.cluster.local]]`.
  private static func service(_ host: String, _ cluster: ClusterObjects) -> Service? {
    let parts = host.split(separator: ".").map(String.init)
    guard parts.count == 2 || parts.count > 2 && parts[2] == "svc" else { return nil }
    return cluster.service(ObjectName(namespace: parts[1], name: parts[0]))
  }
}

extension ScrapeTarget {
  /// What is behind a node's port or an outer address of a Service; nil where it is neither.
  fileprivate func entered(
    at address: IPAddress, _ port: UInt16, _ discovery: TargetDiscovery
  ) -> ScrapeTarget? {
    let cluster = discovery.cluster
    let found: (service: Service, port: ServicePort)
    let door: ServiceDoor
    if let node = cluster.node(at: address), let own = cluster.service(nodePort: port, .tcp) {
      (found, door) = (own, .nodePort(node: node.metadata.name))
    } else if let own = cluster.services(externallyAt: address).lazy.compactMap({ service in
      service.ports.first { $0.port == port && $0.transport == .tcp }.map { (service, $0) }
    }).first {
      (found, door) = (own, .external)
    } else {
      return nil
    }
    var target = self
    target.namespace = found.service.metadata.namespace
    target.entrance = Entrance(service: found.service.objectName, door: door)
    target.endpoints = discovery.endpoints(of: found.service, found.port, by: door)
    return target
  }

  fileprivate func behind(
    _ service: Service, _ port: UInt16, _ discovery: TargetDiscovery
  ) -> ScrapeTarget {
    var target = self
    target.namespace = service.metadata.namespace
    let chosen = discovery.pods.pods(service.selector, in: service.metadata.namespace)
    for own in service.ports where own.port == port && own.transport == .tcp {
      target.endpoints += discovery.endpoints(of: service, own, chosen)
    }
    return target
  }
}
