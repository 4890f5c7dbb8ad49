import Addressing
import Documents

extension Service {
  /// Reads a `v1` Service.
  init(reading object: FieldReader) throws(FieldError) {
    let metadata = try ObjectMetadata(of: object, namespaced: true)
    guard let spec = try object.object("spec") else {
      throw FieldError(object.node, at: .key(.root, "spec"), "is missing")
    }
    let status = try object.object("status")
    self.init(
      metadata: metadata, type: try spec.serviceType(), clusterIPs: try spec.clusterIPs(),
      ipFamilies: try spec.families(), ports: try spec.servicePorts(),
      selector: try spec.stringMap("selector"),
      externalTrafficPolicy: try spec.trafficPolicy("externalTrafficPolicy"),
      internalTrafficPolicy: try spec.trafficPolicy("internalTrafficPolicy"),
      loadBalancerIP: try spec.address("loadBalancerIP"),
      loadBalancerAddresses: try status?.loadBalancerAddresses() ?? [],
      loadBalancerSourceRanges: try spec.prefixes("loadBalancerSourceRanges"),
      externalIPs: try spec.addresses("externalIPs"), sessionAffinity: try spec.affinity(),
      healthCheckNodePort: try spec.port("healthCheckNodePort"),
      publishNotReadyAddresses: try spec.bool("publishNotReadyAddresses") ?? false)
  }
}

extension FieldReader {
  fileprivate func serviceType() throws(FieldError) -> ServiceType {
    switch try string("type") {
    case nil, "", "ClusterIP": .clusterIP
    case "NodePort": .nodePort
    case "LoadBalancer": .loadBalancer
    case "ExternalName": .externalName(try string("externalName") ?? "")
    case .some(let other):
      throw invalid(
        "type", "should be ClusterIP, NodePort, LoadBalancer or ExternalName, not \"\(other)\"")
    }
  }

  fileprivate func clusterIPs() throws(FieldError) -> ClusterIPs {
    var texts = try strings("clusterIPs")
    if texts.isEmpty, let single = try string("clusterIP"), !single.isEmpty { texts = [single] }
    if texts.isEmpty { return .unassigned }
    if texts.contains("None") { return .headless }
    var addresses: [IPAddress] = []
    for text in texts {
      guard let address = IPAddress(parsing: text) else {
        throw invalid("clusterIPs", "should be IP addresses or None, not \"\(text)\"")
      }
      addresses.append(address)
    }
    return .assigned(addresses)
  }

  fileprivate func families() throws(FieldError) -> [IPFamily] {
    var families: [IPFamily] = []
    for text in try strings("ipFamilies") {
      switch text {
      case "IPv4": families.append(.ipv4)
      case "IPv6": families.append(.ipv6)
      case let other:
        throw invalid("ipFamilies", "should hold IPv4 and IPv6 only, not \"\(other)\"")
      }
    }
    return families
  }

  fileprivate func servicePorts() throws(FieldError) -> [ServicePort] {
    var all: [ServicePort] = []
    for port in try list("ports") {
      let name = try port.string("name")
      all.append(
        ServicePort(
          name: name == "" ? nil : name, port: try port.requiredPort("port"),
          targetPort: try port.numberOrName("targetPort"), nodePort: try port.port("nodePort"),
          transport: try port.transport()))
    }
    return all
  }

  fileprivate func trafficPolicy(_ key: String) throws(FieldError) -> TrafficPolicy {
    guard let text = try string(key), !text.isEmpty else { return .cluster }
    guard let policy = TrafficPolicy(rawValue: text) else {
      throw invalid(key, "should be Cluster or Local, not \"\(text)\"")
    }
    return policy
  }

  /// `status.loadBalancer.ingress[].ip`; host names have no address here.
  fileprivate func loadBalancerAddresses() throws(FieldError) -> [IPAddress] {
    var all: [IPAddress] = []
    for ingress in try object("loadBalancer")?.list("ingress") ?? [] {
      if let address = try ingress.address("ip") { all.append(address) }
    }
    return all
  }

  fileprivate func affinity() throws(FieldError) -> SessionAffinity {
    switch try string("sessionAffinity") {
    case nil, "", "None": return .none
    case "ClientIP":
      let client = try object("sessionAffinityConfig")?.object("clientIP")
      return .clientIP(timeoutSeconds: try client?.int("timeoutSeconds") ?? 10800)
    case .some(let other):
      throw invalid("sessionAffinity", "should be None or ClientIP, not \"\(other)\"")
    }
  }
}
