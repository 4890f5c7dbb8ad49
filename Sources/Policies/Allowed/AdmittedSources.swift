public import Addressing
public import Cluster

/// Every source that may reach some ports of a pod.
public struct AdmittedSources: Sendable, Hashable {
  /// The protocol.
  public var transport: TransportProtocol
  /// The ports it is about: all of them have the same sources.
  public var ports: [PortRange]
  /// Whether any policy isolates the pod.
  public var isIsolated: Bool
  /// Addresses outside the cluster. Nodes other than the pod's own are among them or not.
  public var addresses: AddressRanges
  /// Namespaces all of whose pods are admitted.
  public var namespaces: [String]
  /// Other pods that are admitted.
  public var pods: [ObjectName]
  /// Pods that are admitted here, but whose own egress policies deny it.
  public var deniedByEgress: [ObjectName]
  /// The node that is always admitted: the pod's own.
  public var node: String?
  /// The peers that admit, in words: what pods that do not exist yet would match.
  public var peers: [String]
}

extension PolicyEngine {
  /// Every source that may reach `pod`, for each run of ports with the same sources. One port only
  /// where it is named.
  public func admittedSources(
    of pod: Pod, port: UInt16? = nil, transport only: TransportProtocol? = nil
  ) -> [AdmittedSources] {
    let transports: [TransportProtocol] = only.map { [$0] } ?? [.tcp, .udp, .sctp]
    return transports.flatMap { transport -> [AdmittedSources] in
      var byRules: [[Int]: [PortRange]] = [:]
      var order: [[Int]] = []
      for range in port.map({ [PortRange($0)] }) ?? segments(of: pod, transport) {
        let key = matchingRules(pod, range.first, transport)
        if byRules.updateValue((byRules[key] ?? []) + [range], forKey: key) == nil {
          order.append(key)
        }
      }
      return merged(order.map { sources(of: pod, transport, byRules[$0] ?? []) })
    }
  }

  /// Entries with the same sources as one.
  private func merged(_ all: [AdmittedSources]) -> [AdmittedSources] {
    var merged: [AdmittedSources] = []
    for entry in all {
      let same = merged.firstIndex { known in
        var other = entry
        other.ports = known.ports
        other.peers = known.peers
        return other == known
      }
      if let same {
        merged[same].ports = Self.joined(merged[same].ports + entry.ports)
        merged[same].peers += entry.peers.filter { !merged[same].peers.contains($0) }
      } else {
        merged.append(entry)
      }
    }
    return merged
  }

  /// Runs of ports in order, those that touch as one.
  static func joined(_ ranges: [PortRange]) -> [PortRange] {
    var all: [PortRange] = []
    for range in ranges.sorted(by: { $0.first < $1.first }) {
      if let last = all.last, Int(last.last) + 1 >= Int(range.first) {
        all[all.count - 1] = PortRange(last.first, max(last.last, range.last))
      } else {
        all.append(range)
      }
    }
    return all
  }

  private func sources(
    of pod: Pod, _ transport: TransportProtocol, _ ports: [PortRange]
  ) -> AdmittedSources {
    let port = ports.first?.first ?? 0
    var found = AdmittedSources(
      transport: transport, ports: Self.joined(ports), isIsolated: false,
      addresses: AddressRanges(), namespaces: [], pods: [], deniedByEgress: [],
      node: pod.nodeName, peers: [])
    let policies = policies(isolating: pod, .ingress)
    found.isIsolated = !policies.isEmpty
    if policies.isEmpty || pod.hostNetwork || pod.isFinished {
      found.addresses = .everything
    }
    for policy in policies {
      let matcher = RuleMatcher(
        flow: ResolvedFlow(flow(to: pod, port, transport), in: cluster), direction: .ingress,
        namespace: policy.metadata.namespace)
      for rule in policy.ingress {
        guard case .matched = matcher.ports(rule) else { continue }
        found.add(rule, of: policy)
      }
    }
    if !admitsOutside(pod, port, transport) { found.addresses = AddressRanges() }
    addPods(to: &found, pod, port, transport)
    return found
  }

  /// Whether the cluster-wide policies let an address outside come to the NetworkPolicies at all.
  private func admitsOutside(
    _ pod: Pod, _ port: UInt16, _ transport: TransportProtocol
  ) -> Bool {
    let decision = judgement(ResolvedFlow(flow(to: pod, port, transport), in: cluster))
    if case .ruled(_, _, _, let accepted) = decision.ingress { return accepted }
    return true
  }

  private func flow(
    to pod: Pod, _ port: UInt16, _ transport: TransportProtocol
  ) -> PolicyFlow {
    // TEST-NET-1 of RFC 5737 is nobody's.
    PolicyFlow(
      from: .address(IPAddress(v4: 0xC000_0201)), to: .pod(pod.objectName), port: port,
      transport: transport)
  }

  private func addPods(
    to found: inout AdmittedSources, _ pod: Pod, _ port: UInt16, _ transport: TransportProtocol
  ) {
    let target = TargetEndpoint(.pod(pod.objectName), port: port, transport: transport)
    var admitted: [String: [ObjectName]] = [:]
    var denied = Set<String>()
    for other in cluster.pods.list
    where !other.isFinished && !other.hostNetwork && other.objectName != pod.objectName {
      let end = ResolvedEnd(.pod(other.objectName), in: cluster)
      let decision = judgement(ResolvedFlow(from: end, to: target, in: cluster))
      if decision.allowed {
        admitted[other.metadata.namespace, default: []].append(other.objectName)
      } else {
        denied.insert(other.metadata.namespace)
        if decision.ingress.allowed { found.deniedByEgress.append(other.objectName) }
      }
    }
    for (namespace, pods) in admitted.sorted(by: { $0.key < $1.key }) {
      if denied.contains(namespace) {
        found.pods += pods
      } else {
        found.namespaces.append(namespace)
      }
    }
  }

  /// The rules, by position, whose ports hold `port`: ports with the same ones have the same sources.
  private func matchingRules(
    _ pod: Pod, _ port: UInt16, _ transport: TransportProtocol
  ) -> [Int] {
    let flow = ResolvedFlow(flow(to: pod, port, transport), in: cluster)
    var number = 0
    var matching: [Int] = []
    for policy in policies(isolating: pod, .ingress) {
      let matcher = RuleMatcher(
        flow: flow, direction: .ingress, namespace: policy.metadata.namespace)
      for rule in policy.ingress {
        if case .matched = matcher.ports(rule) { matching.append(number) }
        number += 1
      }
    }
    let cluster = ClusterRuleMatcher(flow: flow, direction: .ingress, subject: pod)
    for policy in self.cluster.clusterPolicies.list {
      for rule in policy.ingress {
        if rule.ports?.contains(where: cluster.holds) ?? true { matching.append(-1 - number) }
        number += 1
      }
    }
    return matching
  }

  /// All ports in runs within which no rule makes a difference.
  private func segments(of pod: Pod, _ transport: TransportProtocol) -> [PortRange] {
    var starts: Set<Int> = [1]
    let cut = { (range: PortRange) in
      starts.insert(max(1, Int(range.first)))
      starts.insert(Int(range.last) + 1)
    }
    for policy in policies(isolating: pod, .ingress) {
      for port in policy.ingress.flatMap(\.ports) where port.transport == transport {
        switch port.port {
        case .all: break
        case .number(let number): cut(PortRange(number))
        case .range(let range): cut(range)
        case .name(let name):
          for number in pod.portNumbers(named: name, transport) { cut(PortRange(number)) }
        }
      }
    }
    for case .range(transport, let range) in cluster.clusterPolicies.list.flatMap(\.ingress)
      .flatMap({ $0.ports ?? [] })
    {
      cut(range)
    }
    for port in pod.ports where port.transport == transport { cut(PortRange(port.containerPort)) }
    let bounds = starts.filter { $0 <= 65535 }.sorted() + [65536]
    return zip(bounds, bounds.dropFirst()).map { PortRange(UInt16($0), UInt16($1 - 1)) }
  }
}

extension AdmittedSources {
  fileprivate mutating func add(_ rule: PolicyRule, of policy: NetworkPolicy) {
    if rule.peers.isEmpty { addresses = .everything }
    for peer in rule.peers {
      if case .ipBlock(let block) = peer {
        var own = AddressRanges()
        own.insert(IPRange(block.cidr))
        for except in block.except { own.remove(IPRange(except)) }
        addresses.formUnion(own)
      }
      let words = "\(peer)"
      if !peers.contains(words) { peers.append(words) }
    }
  }
}
