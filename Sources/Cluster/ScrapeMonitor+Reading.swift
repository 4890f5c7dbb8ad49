public import Documents

extension ScrapeMonitor {
  /// Reads a monitor from its object; nil for a kind that names no pods or Services.
  ///
  /// Throws where the object is not what its kind prescribes.
  public init?(_ object: RawObject) throws(FieldError) {
    let pods = object.kind == "PodMonitor" || object.kind == "VMPodScrape"
    let services = object.kind == "ServiceMonitor" || object.kind == "VMServiceScrape"
    guard pods || services else { return nil }
    guard let spec = try FieldReader(object.content).object("spec") else { return nil }
    var ports: [MonitorPort] = []
    for endpoint in try spec.list(pods ? "podMetricsEndpoints" : "endpoints") {
      ports.append(try endpoint.monitorPort())
    }
    let choice = try spec.object("namespaceSelector")
    var namespaces: [String]? = try choice?.strings("matchNames") ?? []
    if try choice?.bool("any") ?? false {
      namespaces = nil
    } else if namespaces?.isEmpty ?? true {
      namespaces = [object.metadata.namespace.isEmpty ? "default" : object.metadata.namespace]
    }
    self.init(
      kind: object.kind, metadata: object.metadata, subject: pods ? .pods : .services,
      namespaces: namespaces,
      selector: try spec.object("selector").map(LabelSelector.init(reading:)) ?? LabelSelector(),
      ports: ports)
  }
}

extension FieldReader {
  fileprivate func monitorPort() throws(FieldError) -> MonitorPort {
    if let name = try string("port"), !name.isEmpty { return .name(name) }
    if let number = try port("portNumber") { return .target(.number(number)) }
    if let target = try numberOrName("targetPort") { return .target(target) }
    return .any
  }
}
