import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

extension Case {
  /// The rule that ended the way, where it is one of iptables.
  var decidingRule: (place: ChainPlace, position: Int, rule: IPTablesRule)? {
    guard decider.kind == .rule, let place = ChainPlace(decider), let position = decider.position,
      let rules = snapshot.chain(place)?.rules, rules.indices.contains(position - 1)
    else { return nil }
    return (place, position, rules[position - 1])
  }

  /// An exception before the deciding rule, then the deletion of the rule.
  var ruleRemedies: [Remedy] {
    guard let (place, position, rule) = decidingRule else { return [] }
    let table = place.table == "filter" ? "" : "-t \(place.table) "
    let match =
      "-s \(IPPrefix(host: decidingSource)) -d \(IPPrefix(host: decidingDestination)) -j ACCEPT"
    let text = rule.text(inChain: place.chain, family: place.family)
    let accept = RuleLine.rule("-A \(place.chain) \(match)", place.family)
    return [
      accept.map {
        Remedy(
          "accept this before the rule", .command,
          "\(place.command) \(table)-I \(place.chain) \(position) \(match)   # on \(place.host)",
          changes: [.insertRule(place, position: position, $0)])
      },
      Remedy(
        "or delete the rule", .command,
        "\(place.command) \(table)-D \(place.chain) \(position)   # on \(place.host): \(text)",
        changes: [.deleteRule(place, position: position)]),
    ].compactMap { $0 }
  }

  /// Whether the answer was lost rather than the packet.
  var isReplyLost: Bool { outcome.disposition == .replyLost }
  private var decidingSource: IPAddress {
    isReplyLost ? arrival.destination : arrival.source
  }
  private var decidingDestination: IPAddress {
    isReplyLost ? arrival.source : arrival.destination
  }

  /// Whether a component of Kubernetes or of a network plugin wrote the chain.
  var isKubernetesChain: Bool {
    guard let chain = decider.chain else { return false }
    return ["KUBE-", "cali-", "CILIUM_", "WEAVE-", "FLANNEL-", "CNI-", "ANTREA-"].contains {
      chain.hasPrefix($0)
    }
  }
}
