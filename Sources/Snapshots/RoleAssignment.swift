public import Addressing
import Cluster
import Firewall
import Routing

/// Tells what hosts are that nobody has named: by the cluster's objects, then by their own signs.
public struct RoleAssignment: Sendable {
  /// Roles that are known, by the host's name; they are never changed.
  public var known: [String: HostRole]
  /// The address that scrapes come from, where it is known.
  public var source: IPAddress?

  /// Whether a machine that nothing is known of may be taken for the scraper.
  public var namesScraper = true

  /// An assignment that keeps `known`.
  public init(known: [String: HostRole] = [:], source: IPAddress? = nil) {
    self.known = known
    self.source = source
  }

  /// Gives each host its role. The scraper is the host that has ``source``, else the first that
  /// is neither known nor a node nor a pod.
  public func assign(to snapshot: inout Snapshot) {
    let cluster = snapshot.cluster
    for index in snapshot.hosts.indices {
      let host = snapshot.hosts[index]
      snapshot.hosts[index].role = known[host.name] ?? role(of: host, in: cluster)
    }
    nameScraper(&snapshot)
    placePods(&snapshot)
  }

  private func role(of host: HostSnapshot, in cluster: ClusterObjects) -> HostRole {
    let own = host.ownAddresses
    if let node = cluster.nodes.list.first(where: { !own.isDisjoint(with: $0.allAddresses) }) {
      return .node(kubernetesNode: node.metadata.name)
    }
    let pods = cluster.pods.list.filter { !$0.hostNetwork && !$0.isFinished }
    if let pod = pods.first(where: { !own.isDisjoint(with: $0.addresses) }) {
      return .pod(pod.objectName, node: pod.nodeName)
    }
    if host.hasSignsOfNode {
      let named = cluster.nodes.list.first { $0.metadata.name == host.name }
      return .node(kubernetesNode: named?.metadata.name)
    }
    return .router
  }

  private func nameScraper(_ snapshot: inout Snapshot) {
    guard namesScraper, !snapshot.hosts.contains(where: { $0.role == .scraper }) else { return }
    let free = snapshot.hosts.indices.filter {
      snapshot.hosts[$0].role == .router && known[snapshot.hosts[$0].name] == nil
    }
    let machines = free.filter { !snapshot.hosts[$0].isOtherNamespace }
    let owner = source.flatMap { source in
      free.first { snapshot.hosts[$0].ownAddresses.contains(source) }
    }
    // Where a pod scrapes, no machine is the scraper. A node's address is only tested from.
    let scrapesFromPod = source.map { address in
      snapshot.hosts.contains { host in
        if case .pod = host.role { host.ownAddresses.contains(address) } else { false }
      }
    }
    if let chosen = owner ?? (scrapesFromPod == true ? nil : machines.first) {
      snapshot.hosts[chosen].role = .scraper
    }
  }

  /// A pod's node is named as its host is, where that was recorded; a role that was only half said
  /// is completed from the objects.
  private func placePods(_ snapshot: inout Snapshot) {
    for index in snapshot.hosts.indices {
      let host = snapshot.hosts[index]
      switch host.role {
      case .node(nil):
        let own = host.ownAddresses
        let node = snapshot.cluster.nodes.list.first { !own.isDisjoint(with: $0.allAddresses) }
        snapshot.hosts[index].role = .node(kubernetesNode: node?.metadata.name)
      case .node, .scraper, .router, .pod: break
      }
    }
    for index in snapshot.hosts.indices {
      guard case .pod(let pod, let said) = snapshot.hosts[index].role else { continue }
      if let said, snapshot.hosts.contains(where: { $0.name == said }) { continue }
      let object = snapshot.cluster.pods.list.first { $0.objectName == pod }
      guard let node = said ?? object?.nodeName else { continue }
      let host = snapshot.hosts.first { $0.role == .node(kubernetesNode: node) }
      snapshot.hosts[index].role = .pod(pod, node: host?.name ?? node)
    }
  }
}

extension HostSnapshot {
  /// The addresses of its links but the loopback's.
  public var ownAddresses: Set<IPAddress> {
    let links = (addresses.value ?? links.value ?? []).filter { !$0.isLoopback }
    return Set(links.flatMap(\.addresses).filter { $0.scope == .global }.map(\.local))
  }

  /// Whether it is a namespace that was found beside a machine's own, called `MACHINE-ns-PID`.
  var isOtherNamespace: Bool { name.firstMatch(of: /(^|-)ns-[0-9]+$/) != nil }

  /// Whether both are recordings of one machine: the same addresses on links of the same hardware
  /// addresses. Addresses alone may be duplicates, which is a fault to be found.
  public func isSameMachine(as other: HostSnapshot) -> Bool {
    let hardware = { (host: HostSnapshot) in
      Set((host.links.value ?? host.addresses.value ?? []).compactMap(\.addressText))
    }
    let own = ownAddresses
    return !own.isEmpty && own == other.ownAddresses && hardware(self) == hardware(other)
  }

  /// Whether it has the links or chains that Kubernetes makes on a node.
  var hasSignsOfNode: Bool {
    let links = (links.value ?? addresses.value ?? []).map(\.name)
    let names: Set = ["cni0", "cbr0", "kube-bridge", "kube-ipvs0", "flannel.1", "cilium_host"]
    if links.contains(where: { names.contains($0) || $0.hasPrefix("cali") }) { return true }
    let rules = [legacy.ipv4, nft.ipv4, legacy.ipv6, nft.ipv6].compactMap(\.value)
    return rules.contains { ruleset in
      ruleset.tables.contains { table in
        table.chains.contains { $0.name == "KUBE-SERVICES" || $0.name == "KUBE-ROUTER-FORWARD" }
      }
    }
  }
}
