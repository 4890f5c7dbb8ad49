import Addressing

extension EndpointSlice {
  /// Every address and port of the slice.
  var backends: [ServiceBackend] {
    endpoints.flatMap { endpoint in
      endpoint.addresses.flatMap { address in
        ports.compactMap { port in
          port.port.map { number in
            ServiceBackend(
              portName: port.name, endpoint: Endpoint(address, port: number),
              transport: port.transport, ready: endpoint.ready ?? true,
              serving: endpoint.serving ?? endpoint.ready ?? true,
              terminating: endpoint.terminating ?? false, pod: endpoint.pod,
              nodeName: endpoint.nodeName)
          }
        }
      }
    }
  }
}

extension Endpoints {
  /// Every address and port of the subsets.
  var backends: [ServiceBackend] {
    subsets.flatMap { subset in
      subset.backends(subset.addresses, ready: true)
        + subset.backends(subset.notReadyAddresses, ready: false)
    }
  }
}

extension EndpointSubset {
  fileprivate func backends(_ addresses: [EndpointAddress], ready: Bool) -> [ServiceBackend] {
    addresses.flatMap { address in
      ports.compactMap { port in
        port.port.map { number in
          ServiceBackend(
            portName: port.name, endpoint: Endpoint(address.address, port: number),
            transport: port.transport, ready: ready, serving: ready, terminating: false,
            pod: address.pod, nodeName: address.nodeName)
        }
      }
    }
  }
}
