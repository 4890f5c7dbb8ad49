import Addressing
public import Cluster
import Documents

extension ClusterNetworks {
  /// What the objects of a cluster say. Unready nodes are kept: their pods' networks are theirs all
  /// the same.
  ///
  /// Pods' networks are those of the network plugin where it has its own (Calico's blocks, CiliumNode,
  /// kube-router's annotation), else `spec.podCIDRs`. The network of Services is that of ServiceCIDR
  /// objects, else the smallest that holds the Services there are.
  public init(_ cluster: ClusterObjects) {
    let ranges = AddressRanges(cluster.addressRanges.list)
    let nodes = cluster.nodes.list.map { node in
      NodeNetworks(
        name: node.metadata.name, addresses: node.reachableAddresses,
        pods: ranges.pods[node.metadata.name] ?? node.annotatedNetworks ?? node.podCIDRs,
        isReady: node.isReady)
    }
    let used = cluster.serviceNetworks.filter { network in
      !ranges.services.contains { $0.contains(network) || network.contains($0) }
    }
    self.init(nodes: nodes, services: ranges.services + used)
  }
}

/// What objects beside nodes say of addresses.
private struct AddressRanges {
  var services: [IPPrefix] = []
  var pods: [String: [IPPrefix]] = [:]

  init(_ objects: [RawObject]) {
    for object in objects {
      let spec = object.content["spec"]
      switch object.kind {
      case "ServiceCIDR": services += Self.networks(spec?["cidrs"])
      case "BlockAffinity": takeBlock(spec)
      case "CiliumNode":
        let networks = Self.networks(spec?["ipam"]?["podCIDRs"])
        if !networks.isEmpty { pods[object.metadata.name, default: []] += networks }
      case _: break
      }
    }
  }

  private mutating func takeBlock(_ spec: Node?) {
    guard let node = spec?["node"]?.string, spec?["deleted"]?.string != "true",
      let network = spec?["cidr"]?.string.flatMap({ IPPrefix(parsing: $0) })
    else { return }
    pods[node, default: []].append(network)
  }

  private static func networks(_ node: Node?) -> [IPPrefix] {
    (node?.array ?? []).compactMap { $0.string.flatMap { IPPrefix(parsing: $0) } }
  }
}

extension KubernetesNode {
  /// Its addresses, and those that network plugins note.
  fileprivate var reachableAddresses: [IPAddress] {
    let keys = [
      "flannel.alpha.coreos.com/public-ip", "flannel.alpha.coreos.com/public-ipv6",
      "projectcalico.org/IPv4Address", "projectcalico.org/IPv6Address",
    ]
    let noted = keys.compactMap { key in
      metadata.annotations[key].flatMap { IPPrefix(parsing: $0)?.address }
    }
    return allAddresses + noted.filter { !allAddresses.contains($0) }
  }

  /// The networks that kube-router was told; nil where it was not.
  fileprivate var annotatedNetworks: [IPPrefix]? {
    let texts = ["kube-router.io/pod-cidrs", "kube-router.io/pod-cidr"].lazy.compactMap {
      metadata.annotations[$0]
    }
    let networks = texts.first?.split(separator: ",").compactMap {
      IPPrefix(parsing: $0.filter { $0 != " " })
    }
    return networks?.isEmpty == false ? networks : nil
  }
}
