import Addressing
import Cluster

extension Target {
  /// The endpoints to walk to: several for a headless Service.
  func endpoints(
    in cluster: ClusterObjects, family: IPFamily?
  ) throws(TargetError) -> [Endpoint] {
    switch kind {
    case .endpoint(let endpoint): [endpoint]
    case .service(let name, let port): try Self.service(name, port, in: cluster, family)
    case .pod(let name, let port): [try Self.pod(name, port, in: cluster, family)]
    }
  }

  private static func service(
    _ name: ObjectName, _ port: String?, in cluster: ClusterObjects, _ family: IPFamily?
  ) throws(TargetError) -> [Endpoint] {
    guard !cluster.services.isMissing else { throw .notRecorded("services.json") }
    guard let service = cluster.service(name) else { throw .noSuchService(name) }
    if case .externalName(let other) = service.type { throw .externalName(name, other) }
    let found = try Self.port(of: service, port)
    if service.isHeadless { return try headless(service, found, port, in: cluster) }
    guard let address = Self.preferred(service.clusterAddresses, family) else {
      throw .noSuchService(name)
    }
    return [Endpoint(address, port: found.port)]
  }

  private static func port(
    of service: Service, _ wanted: String?
  ) throws(TargetError) -> ServicePort {
    let names = service.ports.map { $0.name.map { name in "\(name)" } ?? String($0.port) }
    guard let wanted else {
      guard service.ports.count == 1, let only = service.ports.first else {
        throw .whichPort(service.objectName, names)
      }
      return only
    }
    if let port = service.ports.first(where: { $0.name == wanted || String($0.port) == wanted }) {
      return port
    }
    if service.isHeadless, let number = UInt16(wanted) { return ServicePort(port: number) }
    throw .noSuchPort(service.objectName, wanted, names)
  }

  /// The pods behind a Service without an address, at the ports they really have.
  private static func headless(
    _ service: Service, _ port: ServicePort, _ written: String?, in cluster: ClusterObjects
  ) throws(TargetError) -> [Endpoint] {
    let backends = cluster.backends(of: service.objectName).list.filter {
      $0.portName == (port.name ?? "") && $0.transport == port.transport
    }
    if !backends.isEmpty { return backends.map(\.endpoint) }
    let pods = cluster.pods(selectedBy: service).filter { !$0.isFinished }
    return pods.compactMap { pod in
      pod.addresses.first.map { Endpoint($0, port: port.number(in: pod) ?? port.port) }
    }
  }

  private static func pod(
    _ name: ObjectName, _ port: String?, in cluster: ClusterObjects, _ family: IPFamily?
  ) throws(TargetError) -> Endpoint {
    guard !cluster.pods.isMissing else { throw .notRecorded("pods.json") }
    guard let pod = cluster.pod(name) else { throw .noSuchPod(name) }
    guard let address = preferred(pod.addresses, family) else { throw .podWithoutAddress(name) }
    let declared = pod.ports.filter { $0.transport == .tcp }
    guard let port else {
      guard declared.count == 1 else { throw .noPort(name) }
      return Endpoint(address, port: declared[0].containerPort)
    }
    if let number = UInt16(port) { return Endpoint(address, port: number) }
    guard let number = pod.portNumbers(named: port, .tcp).first else {
      throw .noSuchPort(name, port, declared.compactMap(\.name))
    }
    return Endpoint(address, port: number)
  }

  private static func preferred(_ addresses: [IPAddress], _ family: IPFamily?) -> IPAddress? {
    addresses.first { $0.family == family } ?? addresses.first
  }
}

extension ServicePort {
  /// The number of the target port in a pod; nil where the pod does not declare the name.
  func number(in pod: Pod) -> UInt16? {
    switch targetPort {
    case .number(let number): number
    case .name(let name): pod.portNumbers(named: name, transport).first
    }
  }
}
