import Addressing
import Cluster
import Firewall
import Simulation
import Snapshots

/// What kube-proxy would write on the nodes for a port of a Service that has other endpoints than before.
///
/// It is enough to try a remedy: the translation is put in front of what is there, for the address and
/// port of the case, on every node that has kube-proxy's rules.
struct ProxyRules {
  let scene: Case
  let service: Service
  let port: ServicePort

  init(_ scene: Case, _ service: Service, _ port: ServicePort) {
    self.scene = scene
    self.service = service
    self.port = port
  }

  /// The changes by which the case's endpoint leads to `endpoints`.
  func changes(endpoints: [Endpoint]) -> [Change] {
    guard let target = endpoints.first else { return [] }
    return scene.snapshot.hosts.flatMap { host -> [Change] in
      guard host.isNode, let place = servicesChain(of: host) else { return [] }
      let name = ServicePortName(service.objectName, port: port.name ?? "")
      let to =
        "-d \(IPPrefix(host: scene.endpoint.address)) -p tcp -m tcp --dport \(scene.endpoint.port)"
      let comment = "-m comment --comment \"\(name)\""
      let chain = "KUBE-SVC-" + RuleHash.service(name, port.transport)
      let masquerade = scene.snapshot.masqueradedSource(in: place).map {
        "-A KUBE-SERVICES ! -s \($0) \(to) \(comment) -j KUBE-MARK-MASQ"
      }
      let jump = "-A KUBE-SERVICES \(to) \(comment) -j \(chain)"
      let lines = [masquerade, jump].compactMap { $0 }
      let rules = RuleLine.rules(lines, place.family)
      let translation = RuleLine.rules(
        ["-A \(chain) -p tcp \(comment) -m tcp -j DNAT --to-destination \(target)"], place.family)
      return [.putChain(place.sibling(chain), translation)]
        + rules.enumerated().map { .insertRule(place, position: 1 + $0, $1) }
        + refusals(on: place)
    }
  }

  /// The rules that refuse or drop what comes for the endpoint.
  private func refusals(on place: ChainPlace) -> [Change] {
    ["KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES", "KUBE-NODEPORTS", "KUBE-PROXY-FIREWALL"].flatMap {
      name -> [Change] in
      let chain = place.inTable("filter", chain: name)
      let rules = scene.snapshot.chain(chain)?.rules ?? []
      let positions = rules.indices.filter { index in
        rules[index].blocks && (rules[index].comment?.contains("\(service.objectName)") ?? false)
      }
      return positions.reversed().map { .deleteRule(chain, position: $0 + 1) }
    }
  }

  private func servicesChain(of host: HostSnapshot) -> ChainPlace? {
    RuleBackend.allCases.lazy.map {
      ChainPlace(
        host: host.name, backend: $0, family: scene.endpoint.address.family, table: "nat",
        chain: "KUBE-SERVICES")
    }.first { scene.snapshot.chain($0) != nil }
  }
}

extension Snapshot {
  /// The network whose service traffic kube-proxy does not masquerade: what stands behind `! -s`.
  func masqueradedSource(in place: ChainPlace) -> String? {
    guard let table = self[host: place.host]?.rules(place.backend, place.family)?[place.table]
    else {
      return nil
    }
    for chain in table.chains where chain.name.hasPrefix("KUBE-S") {
      for rule in chain.rules where rule.callee == "KUBE-MARK-MASQ" {
        if let source = rule.header.source, source.isInverted {
          return "\(source.value)"
        }
      }
    }
    return nil
  }
}
