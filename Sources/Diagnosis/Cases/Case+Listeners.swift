import Addressing
import Routing
import Simulation
import Snapshots

extension Case {
  /// What listens on the host where the packet arrived; nil where nobody looked.
  var podListeners: [ListeningSocket]? { snapshot[host: arrival.host]?.tcpListeners.value }

  /// Each listening socket of that host, as evidence.
  var listenerEvidence: [Evidence] {
    guard let listeners = podListeners else { return [] }
    if listeners.isEmpty {
      return [Evidence(.socket, host: arrival.host, at: "ss -tln", "nothing listens at all")]
    }
    return listeners.prefix(6).map {
      Evidence(.socket, host: arrival.host, at: "ss -tln", "\($0)")
    }
  }

  /// A socket that would take the packet.
  func socket(_ bound: ListeningSocket.Bound) -> ListeningSocket {
    ListeningSocket(.tcp, bound, port: arrival.port)
  }
}

extension ListeningSocket {
  /// Whether another machine can reach it.
  var isReachableFromOutside: Bool {
    switch bound {
    case .everyAddress, .every: true
    case .only(let address): !address.isLoopback
    }
  }
}
