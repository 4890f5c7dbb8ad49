import Addressing
import Cluster
import RouteSetup
import Routing
import Snapshots

/// Pods and Services that stand for the networks of a plan: what reaches them reaches the others.
struct SetupTargets {
  let snapshot: Snapshot
  let networks: ClusterNetworks

  /// How many Services are looked at; kube-proxy treats all alike.
  private static let services = 2

  /// One pod for each node, then Services whose pods are on different nodes. Pods that no policy
  /// selects come first, for a NetworkPolicy is not the routes' business.
  var endpoints: [Endpoint] {
    networks.nodes.flatMap { node in node.pods.compactMap { pod(in: $0) } } + serviceEndpoints
  }

  private func pod(in network: IPPrefix) -> Endpoint? {
    var fallback: Endpoint?
    for pod in snapshot.cluster.pods.list where !pod.hostNetwork && !pod.isFinished {
      guard let address = pod.addresses.first(where: network.contains), let port = port(of: pod)
      else { continue }
      let endpoint = Endpoint(address, port: port)
      if !isSelected(pod) { return endpoint }
      fallback = fallback ?? endpoint
    }
    return fallback ?? listener(in: network)
  }

  private func isSelected(_ pod: Pod) -> Bool {
    snapshot.cluster.networkPolicies.list.contains {
      $0.metadata.namespace == pod.metadata.namespace && $0.podSelector.matches(pod.metadata.labels)
    }
  }

  /// A port that something listens at where the pod was recorded, else one that is declared.
  private func port(of pod: Pod) -> UInt16? {
    let declared = pod.ports.filter { $0.transport == .tcp }.map(\.containerPort)
    let host = snapshot.hosts.first { host in
      if case .pod(pod.objectName, _) = host.role { true } else { false }
    }
    guard let listeners = host?.tcpListeners.value else { return declared.first }
    return declared.first { port in listeners.contains { $0.port == port } } ?? declared.first
  }

  /// A recorded pod that the API said nothing of.
  private func listener(in network: IPPrefix) -> Endpoint? {
    for host in snapshot.hosts where host.isPod {
      guard let address = host.ownAddresses.sorted().first(where: network.contains),
        let socket = host.tcpListeners.value?.first
      else { continue }
      return Endpoint(address, port: socket.port)
    }
    return nil
  }

  private var serviceEndpoints: [Endpoint] {
    var chosen: [Endpoint] = []
    var nodes: Set<String?> = []
    for service in snapshot.cluster.services.list where chosen.count < Self.services {
      guard let address = service.clusterAddresses.first(where: isPlanned),
        let port = service.ports.first(where: { $0.transport == .tcp })
      else { continue }
      let backends = snapshot.cluster.backends(of: service.objectName).list.filter(\.ready)
      guard let first = backends.first else { continue }
      let isSelected = first.pod.flatMap { snapshot.cluster.pod($0) }.map { self.isSelected($0) }
      guard isSelected != true, nodes.insert(first.nodeName).inserted else { continue }
      chosen.append(Endpoint(address, port: port.port))
    }
    return chosen
  }

  private func isPlanned(_ address: IPAddress) -> Bool {
    networks.services.contains { $0.contains(address) }
  }
}
