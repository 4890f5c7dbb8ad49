import Addressing
import ArgumentParser
import Cluster
import Policies

/// A question about a Service: `svc/NS/NAME[:PORT]`, its cluster address, a node's port, an external
/// address.
struct ServiceQuestion {
  var service: Service
  var port: ServicePort
  var door: ServiceDoor

  /// Reads `text`; nil where it is no Service of the cluster.
  init?(_ text: String, _ transport: TransportProtocol, in cluster: ClusterObjects) throws {
    if text.hasPrefix("svc/") {
      let parts = text.dropFirst(4).split(separator: ":", maxSplits: 1)
      guard let name = parts.first.flatMap({ ObjectName(parsing: $0) }) else {
        throw ValidationError("'\(text)' is no Service: svc/NAMESPACE/NAME[:PORT]")
      }
      guard let service = cluster.service(name) else {
        throw failure(.notFound, "there is no Service \(name)")
      }
      let wanted = parts.count > 1 ? String(parts[1]) : nil
      guard let port = Self.port(of: service, wanted, transport) else {
        let known = service.ports.map { "\($0.port)" }.joined(separator: ", ")
        throw failure(.usage, "say which port of Service \(name): \(known)")
      }
      (self.service, self.port, door) = (service, port, .clusterIP)
      return
    }
    guard let endpoint = try? Endpoint(parsing: text) else { return nil }
    let number = String(endpoint.port)
    if let service = cluster.service(at: endpoint.address),
      let port = Self.port(of: service, number, transport)
    {
      (self.service, self.port, door) = (service, port, .clusterIP)
    } else if let node = cluster.node(at: endpoint.address),
      let found = cluster.service(nodePort: endpoint.port, transport)
    {
      (service, port, door) = (found.service, found.port, .nodePort(node: node.metadata.name))
    } else if let service = cluster.services(externallyAt: endpoint.address).first(where: {
      Self.port(of: $0, number, transport) != nil
    }), let port = Self.port(of: service, number, transport) {
      (self.service, self.port, door) = (service, port, .external)
    } else {
      return nil
    }
  }

  private static func port(
    of service: Service, _ wanted: String?, _ transport: TransportProtocol
  ) -> ServicePort? {
    let ports = service.ports.filter { $0.transport == transport }
    guard let wanted else { return ports.count == 1 ? ports.first : nil }
    return ports.first { String($0.port) == wanted || $0.name == wanted }
  }
}
