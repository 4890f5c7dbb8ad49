import Addressing

/// Where in a list of pods each name, address and namespace is.
struct PodIndex: Sendable {
  var byName: [ObjectName: Int] = [:]
  var byAddress: [IPAddress: [Int]] = [:]
  var byNamespace: [String: [Int]] = [:]

  init(_ pods: [Pod]) {
    for (index, pod) in pods.enumerated() {
      byName[pod.objectName] = byName[pod.objectName] ?? index
      byNamespace[pod.metadata.namespace, default: []].append(index)
      guard !pod.isFinished else { continue }
      for address in pod.addresses { byAddress[address, default: []].append(index) }
    }
  }
}

/// Where in a list of Services each name, address and node port is.
struct ServiceIndex: Sendable {
  struct NodePort: Hashable {
    var number: UInt16
    var transport: TransportProtocol
  }

  var byName: [ObjectName: Int] = [:]
  var byClusterIP: [IPAddress: Int] = [:]
  var byExternalAddress: [IPAddress: [Int]] = [:]
  var byNodePort: [NodePort: (service: Int, port: Int)] = [:]

  init(_ services: [Service]) {
    for (index, service) in services.enumerated() {
      byName[service.objectName] = byName[service.objectName] ?? index
      for address in service.clusterAddresses {
        byClusterIP[address] = byClusterIP[address] ?? index
      }
      for address in service.externalIPs + service.loadBalancerAddresses {
        byExternalAddress[address, default: []].append(index)
      }
      for (portIndex, port) in service.ports.enumerated() {
        guard let number = port.nodePort else { continue }
        byNodePort[NodePort(number: number, transport: port.transport)] = (index, portIndex)
      }
    }
  }
}

/// Where in a list of Endpoints each Service's is.
struct EndpointsIndex: Sendable {
  var byName: [ObjectName: Int] = [:]

  init(_ endpoints: [Endpoints]) {
    for (index, object) in endpoints.enumerated() { byName[object.objectName] = index }
  }
}

/// Where in a list of slices those of each Service are.
struct SliceIndex: Sendable {
  var byService: [ObjectName: [Int]] = [:]

  init(_ slices: [EndpointSlice]) {
    for (index, slice) in slices.enumerated() {
      if let service = slice.service { byService[service, default: []].append(index) }
    }
  }
}

/// Where in a list of nodes each name and address is.
struct NodeIndex: Sendable {
  var byName: [String: Int] = [:]
  var byAddress: [IPAddress: Int] = [:]

  init(_ nodes: [KubernetesNode]) {
    for (index, node) in nodes.enumerated() {
      byName[node.metadata.name] = index
      for address in node.allAddresses { byAddress[address] = byAddress[address] ?? index }
    }
  }
}

/// The labels of each namespace.
struct NamespaceIndex: Sendable {
  var labels: [String: [String: String]] = [:]

  init(_ namespaces: [Namespace]) {
    for namespace in namespaces {
      labels[namespace.metadata.name] = namespace.metadata.labels
    }
  }
}
