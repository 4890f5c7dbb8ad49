import Addressing
import Cluster
import Routing
import Snapshots

/// All hosts of a snapshot and how they are connected.
final class NetworkModel {
  let snapshot: Snapshot
  let hosts: [HostModel]
  let topology: Topology
  private var unrecorded: [IPAddress: HostModel] = [:]
  private var ways: [WayKey: Way] = [:]
  private let owners: [IPAddress: Int]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    let nodes = Set(
      snapshot.hosts.compactMap { host in
        if case .pod(_, let node) = host.role { node } else { nil }
      })
    hosts = snapshot.hosts.enumerated().map { index, host in
      HostModel(host, index: index, hasPods: nodes.contains(host.name), attachment: nil)
    }
    topology = Topology(of: hosts)
    owners = Dictionary(
      hosts.flatMap { host in host.addresses.map { ($0, host.index) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Forgets what the last run did.
  func reset() { for host in hosts { host.tracker.reset() } }

  /// The machine that Prometheus runs on; the only machine, where none is named so.
  var scraper: HostModel? {
    let machines = hosts.filter { !$0.isPod }
    return hosts.first { $0.role == .scraper } ?? (machines.count == 1 ? machines[0] : nil)
  }

  /// The host an address belongs to, pods and loopback addresses aside where others have it too.
  func owner(of address: IPAddress) -> HostModel? {
    if address.isLoopback { return nil }
    return owners[address].map { hosts[$0] }
  }

  /// The way of a frame from a link to whoever has an address; nil when nobody recorded has it.
  func way(to target: IPAddress, from port: Port) -> Way {
    let key = WayKey(target: target, port: port)
    if let known = ways[key] { return known }
    let entry = hosts[port.host].neighbour(target, on: port.link)
    let way = Way(
      receiver: receiver(of: target, from: port, entry: entry), entry: entry, from: port, self)
    ways[key] = way
    return way
  }

  private struct WayKey: Hashable {
    let target: IPAddress
    let port: Port
  }

  /// The link that receives what is sent to `target` from a link: by the recorded neighbour entry,
  /// else by who answers for the address.
  func receiver(of target: IPAddress, from port: Port, entry: Neighbour?) -> Port? {
    let answers = topology.answers(for: target, from: port)
    guard let entry, entry.state.isValid, let mac = entry.macAddress else {
      return layer3(answers.first)
    }
    if let owner = topology.owner(of: mac, from: port) { return layer3(owner) }
    switch entry.state {
    case .permanent, .noarp, .reachable: return nil
    case .stale, .delay, .probe, .incomplete, .failed, .none, .unknown:
      return layer3(answers.first)
    }
  }

  /// The link that handles packets for a port: its bridge, where it is a port of one.
  private func layer3(_ port: Port?) -> Port? {
    guard let port else { return nil }
    let host = hosts[port.host]
    if host.isLayer3(port.link) { return port }
    let bridge = host.links[port.link].master.flatMap { host.linkIndex[$0] }
    return bridge.map { Port(host: port.host, link: $0) }
  }

  /// A pod of the cluster that has the address, runs on `host` and was not recorded.
  func unrecordedPod(at address: IPAddress, behind host: HostModel, link: LinkIndex) -> HostModel? {
    if let known = unrecorded[address] { return known }
    guard let pod = snapshot.cluster.pod(at: address), host.isNode(of: pod),
      !hosts.contains(where: { $0.isPod && $0.addresses.contains(address) })
    else { return nil }
    let model = HostModel(
      unrecorded: pod, name: ObjectName(namespace: pod.metadata.namespace, name: pod.metadata.name),
      behind: Port(host: host.index, link: link), node: host.name, index: hosts.count)
    unrecorded[address] = model
    return model
  }

  /// Whether the address lies in the pods' own subnet behind a link of a node, and the cluster,
  /// whose pods are all known, has no pod with it.
  func isPodAddressWithoutPod(
    _ address: IPAddress, behind host: HostModel, link: LinkIndex
  ) -> Bool {
    guard !snapshot.cluster.pods.isMissing, snapshot.cluster.pod(at: address) == nil,
      case .node = host.role
    else { return false }
    let isOnLink = host.links[link].addresses.contains { $0.network?.contains(address) == true }
    return isOnLink && snapshot.cluster.node(ofPodAddress: address) != nil
  }
}
