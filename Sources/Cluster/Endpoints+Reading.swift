import Addressing
import Documents

extension Endpoints {
  /// Reads a `v1` Endpoints.
  init(reading object: FieldReader) throws(FieldError) {
    let metadata = try ObjectMetadata(of: object, namespaced: true)
    var subsets: [EndpointSubset] = []
    for subset in try object.list("subsets") {
      subsets.append(
        EndpointSubset(
          addresses: try subset.endpointAddresses("addresses", metadata.namespace),
          notReadyAddresses: try subset.endpointAddresses("notReadyAddresses", metadata.namespace),
          ports: try subset.endpointPorts()))
    }
    self.init(metadata: metadata, subsets: subsets)
  }
}

extension FieldReader {
  fileprivate func endpointAddresses(
    _ key: String, _ namespace: String
  ) throws(FieldError) -> [EndpointAddress] {
    var all: [EndpointAddress] = []
    for entry in try list(key) {
      guard let address = try entry.address("ip") else { continue }
      all.append(
        EndpointAddress(
          address, nodeName: try entry.string("nodeName"),
          pod: try entry.podReference(namespace: namespace)))
    }
    return all
  }

  /// The field `ports` of a subset or slice.
  func endpointPorts() throws(FieldError) -> [EndpointPort] {
    var all: [EndpointPort] = []
    for port in try list("ports") {
      all.append(
        EndpointPort(
          name: try port.string("name") ?? "", port: try port.port("port"),
          transport: try port.transport()))
    }
    return all
  }
}
