import Addressing
public import Cluster

/// Finds what is scraped in a cluster, from the objects alone.
public struct TargetDiscovery {
  let cluster: ClusterObjects
  let pods: PodLookup
  private let namespaces: Set<String>?
  private var targets: [ScrapeTarget] = []
  private var byName: [String: Int] = [:]
  private var known: [Set<TargetEndpoint>] = []

  /// Looks in `cluster`, in these namespaces where some are named.
  public init(_ cluster: ClusterObjects, namespaces: [String] = []) {
    self.cluster = cluster
    self.namespaces = namespaces.isEmpty ? nil : Set(namespaces)
    pods = PodLookup(cluster)
  }

  /// Targets by annotations, monitors and names of ports; then every other port of the Services.
  public mutating func discover() -> [ScrapeTarget] {
    for service in cluster.services.list where isWanted(service.metadata) { addPorts(of: service) }
    for object in cluster.monitors.list {
      if let monitor = try? ScrapeMonitor(object) { add(monitor) }
    }
    for pod in pods.all where isWanted(pod.metadata) && pod.metadata.isScraped {
      addPorts(of: pod)
    }
    return mergedTargets()
  }

  private func isWanted(_ metadata: ObjectMetadata) -> Bool {
    namespaces?.contains(metadata.namespace) ?? true
  }

  private mutating func add(
    _ name: String, _ namespace: String, _ origin: TargetOrigin?, _ endpoints: [TargetEndpoint]
  ) {
    if let place = byName[name] {
      if let origin, !targets[place].origins.contains(origin) {
        targets[place].origins.append(origin)
      }
      for endpoint in endpoints where known[place].insert(endpoint).inserted {
        targets[place].endpoints.append(endpoint)
      }
      return
    }
    byName[name] = targets.count
    known.append(Set(endpoints))
    targets.append(
      ScrapeTarget(
        name: name, namespace: namespace, origins: origin.map { [$0] } ?? [], endpoints: endpoints))
  }

  private mutating func addPorts(of service: Service) {
    let chosen = pods.pods(service.selector, in: service.metadata.namespace)
    let annotations = service.metadata.annotations
    let scraped = service.metadata.isScraped
    let own = annotations["prometheus.io/port"].flatMap { UInt16($0) }
    for port in service.ports {
      var origins: [TargetOrigin?] = []
      if scraped, own == nil { origins.append(.serviceAnnotation) }
      if service.looksLikeMetrics(port) { origins.append(.metricsPort) }
      if origins.isEmpty { origins.append(nil) }
      for origin in origins {
        add(
          "\(service.objectName):\(port.port)", service.metadata.namespace, origin,
          endpoints(of: service, port, chosen))
      }
    }
    if scraped, let own {
      add(
        "\(service.objectName):\(own)", service.metadata.namespace, .serviceAnnotation,
        chosen.map { TargetEndpoint(.pod($0.objectName), port: own) })
    }
  }

  private mutating func addPorts(of pod: Pod) {
    let own = pod.metadata.annotations["prometheus.io/port"].flatMap { UInt16($0) }
    let numbers =
      own.map { [$0] } ?? pod.ports.filter { $0.transport == .tcp }.map(\.containerPort)
    for number in numbers {
      add(
        pod.targetName(number), pod.metadata.namespace, .podAnnotation,
        [TargetEndpoint(.pod(pod.objectName), port: number)])
    }
  }
}

extension TargetDiscovery {
  /// Where a scrape of a Service's port arrives.
  func endpoints(of service: Service, _ port: ServicePort, _ chosen: [Pod]) -> [TargetEndpoint] {
    guard service.selector.isEmpty else {
      return chosen.flatMap { pod in
        pod.numbers(port.targetPort, port.transport).map {
          TargetEndpoint(.pod(pod.objectName), port: $0, transport: port.transport)
        }
      }
    }
    let backends = cluster.backends(of: service.objectName).value ?? []
    return backends.filter {
      $0.portName == port.name ?? "" && $0.transport == port.transport
    }.map { backend in
      TargetEndpoint(
        backend.pod.map { .pod($0) } ?? .address(backend.endpoint.address),
        port: backend.endpoint.port, transport: backend.transport)
    }
  }

  private mutating func add(_ monitor: ScrapeMonitor) {
    let origin = TargetOrigin.monitor(kind: monitor.kind, monitor.metadata.objectName)
    switch monitor.subject {
    case .pods:
      for pod in pods.pods(monitor.selector, in: monitor.namespaces) where isWanted(pod.metadata) {
        for number in Set(monitor.ports.flatMap(pod.numbers)).sorted() {
          add(
            pod.targetName(number), pod.metadata.namespace, origin,
            [TargetEndpoint(.pod(pod.objectName), port: number)])
        }
      }
    case .services:
      for service in cluster.services.list
      where isWanted(service.metadata) && monitor.looksIn(service.metadata)
        && monitor.selector.matches(service.metadata.labels)
      {
        add(monitor, service, origin)
      }
    }
  }

  private mutating func add(
    _ monitor: ScrapeMonitor, _ service: Service, _ origin: TargetOrigin
  ) {
    let chosen = pods.pods(service.selector, in: service.metadata.namespace)
    for wanted in monitor.ports {
      switch wanted {
      case .name(let name):
        for port in service.ports where port.name == name {
          add(
            "\(service.objectName):\(port.port)", service.metadata.namespace, origin,
            endpoints(of: service, port, chosen))
        }
      case .target(let target):
        for pod in chosen {
          for number in pod.numbers(target, .tcp) {
            add(
              "\(service.objectName):\(target)", service.metadata.namespace, origin,
              [TargetEndpoint(.pod(pod.objectName), port: number)])
          }
        }
      case .any:
        for port in service.ports {
          add(
            "\(service.objectName):\(port.port)", service.metadata.namespace, origin,
            endpoints(of: service, port, chosen))
        }
      }
    }
  }

  /// Every target once: one by pods whose endpoints a Service's target has too is that one.
  private func mergedTargets() -> [ScrapeTarget] {
    var merged = targets
    var owners: [TargetEndpoint: Int] = [:]
    for (place, target) in targets.enumerated() where !target.isPodTarget && target.isScraped {
      for endpoint in target.endpoints { owners[endpoint] = place }
    }
    var dropped = Set<Int>()
    for (place, target) in targets.enumerated() where target.isPodTarget {
      let places = Set(target.endpoints.map { owners[$0] })
      guard places.count == 1, let only = places.first, let owner = only else { continue }
      merged[owner].origins += target.origins.filter { !merged[owner].origins.contains($0) }
      dropped.insert(place)
    }
    return merged.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
  }
}

extension ScrapeTarget {
  fileprivate var isPodTarget: Bool { name.hasPrefix("pod ") || name.hasPrefix("pods ") }
}

extension ScrapeMonitor {
  fileprivate func looksIn(_ metadata: ObjectMetadata) -> Bool {
    namespaces?.contains(metadata.namespace) ?? true
  }
}

extension ObjectMetadata {
  /// Whether `prometheus.io/scrape` says so.
  var isScraped: Bool { annotations["prometheus.io/scrape"] == "true" }
}

extension Service {
  /// Whether the name of the port or of the Service speaks of metrics.
  func looksLikeMetrics(_ port: ServicePort) -> Bool {
    guard port.transport == .tcp else { return false }
    if let name = port.name?.lowercased() {
      return name.contains("metrics") || name.contains("prometheus") || name.contains("telemetry")
    }
    let own = metadata.name.lowercased()
    return own.hasSuffix("-metrics") || own.hasSuffix("-exporter")
  }
}

extension Pod {
  /// The numbers that a target port is in this pod.
  func numbers(_ target: TargetPort, _ transport: TransportProtocol) -> [UInt16] {
    switch target {
    case .number(let number): [number]
    case .name(let name): portNumbers(named: name, transport)
    }
  }

  fileprivate func numbers(_ port: MonitorPort) -> [UInt16] {
    switch port {
    case .name(let name): portNumbers(named: name, .tcp)
    case .target(let target): numbers(target, .tcp)
    case .any: ports.filter { $0.transport == .tcp }.map(\.containerPort)
    }
  }

  /// `pod NS/NAME:PORT`, and `pods NS/OWNER:PORT` for those that an owner makes alike.
  fileprivate func targetName(_ port: UInt16) -> String {
    guard let owner = metadata.ownerReferences.first(where: \.isController),
      owner.name != metadata.name
    else { return "pod \(objectName):\(port)" }
    return "pods \(metadata.namespace)/\(owner.name):\(port)"
  }
}
