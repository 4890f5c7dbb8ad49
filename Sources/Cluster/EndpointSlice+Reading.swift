import Addressing
import Documents

extension EndpointSlice {
  /// Reads an EndpointSlice of `discovery.k8s.io` v1 or v1beta1.
  init(reading object: FieldReader) throws(FieldError) {
    let metadata = try ObjectMetadata(of: object, namespaced: true)
    let written = try object.string("addressType") ?? "IPv4"
    guard let type = EndpointAddressType(rawValue: written) else {
      throw object.invalid("addressType", "should be IPv4, IPv6 or FQDN, not \"\(written)\"")
    }
    var endpoints: [SliceEndpoint] = []
    for endpoint in try object.list("endpoints") {
      endpoints.append(
        try SliceEndpoint(reading: endpoint, type: type, namespace: metadata.namespace))
    }
    self.init(
      metadata: metadata, addressType: type, endpoints: endpoints,
      ports: try object.endpointPorts())
  }
}

extension SliceEndpoint {
  fileprivate init(
    reading endpoint: FieldReader, type: EndpointAddressType, namespace: String
  ) throws(FieldError) {
    let conditions = try endpoint.object("conditions")
    let topology = try endpoint.stringMap("topology")
    self.init(
      addresses: type == .fqdn ? [] : try endpoint.addresses("addresses"),
      ready: try conditions?.bool("ready"), serving: try conditions?.bool("serving"),
      terminating: try conditions?.bool("terminating"),
      pod: try endpoint.podReference(namespace: namespace),
      nodeName: try endpoint.string("nodeName") ?? topology["kubernetes.io/hostname"],
      zone: try endpoint.string("zone") ?? topology["topology.kubernetes.io/zone"])
  }
}
