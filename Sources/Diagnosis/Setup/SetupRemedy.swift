import Addressing
import Cluster
import Firewall
import RouteSetup
import Routing
import Snapshots

/// The steps that mend a cause, for whole networks rather than for the one packet that showed it.
struct SetupRemedy {
  private let cause: Cause
  private let snapshot: Snapshot
  private let networks: ClusterNetworks

  init(_ cause: Cause, _ snapshot: Snapshot, _ networks: ClusterNetworks) {
    self.cause = cause
    self.snapshot = snapshot
    self.networks = networks
  }

  /// What marks our rules among others.
  static let marker = "diagnose-routes"

  /// Steps, and the same as changes of the snapshot for the packet that showed the cause.
  struct Mending {
    var steps: [SetupStep] = []
    var changes: [Change] = []
  }

  /// What mends it; nothing where that is not the routes' business, or only a person can do it.
  var mending: Mending {
    switch cause.id {
    case .asymmetricReturnPath: masquerade
    case .ipForwardDisabled, .interfaceForwardingDisabled, .forwardPolicyDrop,
      .firewallRuleBlocks, .nativeNFTablesBlocks, .reversePathFilter, .netfilterReversePathRule,
      .returnRouteMissing, .conntrackInvalidDrop, .earlyHookDrops, .mixedIPTablesBackends,
      .routerLacksRoute, .dockerDirectRoutingBlocked:
      constructive
    case _: Mending()
    }
  }

  /// The first remedy that only adds: settings, routes, and rules that accept.
  private var constructive: Mending {
    for remedy in cause.remedies {
      let steps = remedy.changes.compactMap { step($0, remedy) }
      if !remedy.changes.isEmpty, steps.count == remedy.changes.count {
        return Mending(steps: merged(steps), changes: remedy.changes)
      }
    }
    return Mending()
  }

  /// `ip_forward` sets the interfaces' settings by itself.
  private func merged(_ steps: [SetupStep]) -> [SetupStep] {
    let isGlobal = steps.contains {
      if case .setting(let key, _, _) = $0.action {
        key == "net.ipv4.ip_forward" || key == "net.ipv6.conf.all.forwarding"
      } else {
        false
      }
    }
    return isGlobal ? Array(steps.prefix(1)) : steps
  }

  private func step(_ change: Change, _ remedy: Remedy) -> SetupStep? {
    switch change {
    case .setSysctl(let host, let key, let value):
      SetupStep(
        host: host,
        .setting(key: key, value: value, before: snapshot[host: host]?.sysctls.value?[key]),
        reason: cause.summary)
    case .replaceRoute(let host, let route):
      SetupStep(host: host, .route(route.ours), reason: cause.summary)
    case .insertRule(let place, let position, let rule):
      insertion(rule, place, position)
    case .insertNFTRule(let host, let family, let table, let chain, _, _):
      nft(host, [family, table, chain], remedy)
    case .deleteRoute, .addRoutingRule, .deleteRoutingRule, .deleteRule, .setPolicy, .putChain,
      .flushTable, .deleteNFTRule, .deleteNFTTable, .putSet, .putPolicy, .deletePolicy,
      .putService, .putListener, .putNeighbour, .setAddresses, .raiseLink, .aim:
      nil
    }
  }

  private func insertion(
    _ rule: IPTablesRule, _ place: ChainPlace, _ position: Int, cost: String? = nil
  ) -> SetupStep {
    let words = widened(
      rule.text(inChain: place.chain, family: place.family).split(separator: " ").map(String.init)
    ).dropFirst(2)
    let table = ["-w", "-t", place.table]
    let marked = words.split(separator: "-j", maxSplits: 1).map(Array.init)
    let match = (marked.first ?? []) + ["-m", "comment", "--comment", Self.marker, "-j"]
    let rest = match + (marked.count > 1 ? marked[1] : [])
    return SetupStep(
      host: place.host,
      .rule(
        RuleInsertion(
          program: place.command, insert: table + ["-I", place.chain, String(position)] + rest,
          delete: table + ["-D", place.chain] + rest)),
      reason: cause.summary, cost: cost)
  }

  /// The words with pods' addresses replaced by the networks they are in.
  private func widened(_ words: [String]) -> [String] {
    words.map { word in
      guard let prefix = IPPrefix(parsing: word), prefix.length == prefix.family.bitWidth,
        let network = networks.nodes.lazy.flatMap(\.pods).first(where: {
          $0.contains(prefix.address)
        })
      else { return word }
      return network.description
    }
  }

  private func nft(_ host: String, _ chain: [String], _ remedy: Remedy) -> SetupStep? {
    let line = remedy.content.split(separator: "\n").first.map(String.init) ?? ""
    var words = line.split(separator: " ").map(String.init)
    if let end = words.firstIndex(of: "#") { words.removeSubrange(end...) }
    guard words.first == "nft" else { return nil }
    let marker = "\(Self.marker) \(words.suffix(5).joined(separator: " "))"
    return SetupStep(
      host: host,
      .rule(
        RuleInsertion(
          program: "nft",
          insert: widened(Array(words.dropFirst())) + ["comment", "\"\(marker)\""],
          delete: ["-a", "list", "chain"] + chain + [marker])),
      reason: cause.summary)
  }

  /// Answers must come back through the node that translated: for pods of all other nodes.
  private var masquerade: Mending {
    for remedy in cause.remedies {
      for case .insertRule(let place, _, let rule) in remedy.changes where place.table == "nat" {
        let words = rule.text(inChain: place.chain, family: place.family).split(separator: " ")
        guard let at = words.firstIndex(of: "-s"), at + 1 < words.count else { continue }
        let others = networks.nodes.filter { node in
          snapshot[host: place.host].map { host in
            !node.addresses.contains { host.owns($0) }
          } ?? true
        }
        let steps = others.flatMap(\.pods).filter { $0.family == place.family }.compactMap {
          network in
          RuleLine.rule(
            "-A POSTROUTING -s \(words[at + 1]) -d \(network) -j MASQUERADE", place.family
          ).map {
            insertion(
              $0, place, 1,
              cost:
                "the pods then see the address of \(place.host) instead of the scraper's: NetworkPolicies must admit the node, and logs name it"
            )
          }
        }
        return Mending(steps: steps, changes: remedy.changes)
      }
    }
    return Mending()
  }
}

extension Route {
  /// The same route as one of this program's.
  fileprivate var ours: Route {
    var route = self
    route.origin = OwnRoutes.origin
    if family == .ipv6 {
      route.metric = metric == 0 ? 1024 : metric
      route.preference = .medium
    }
    return route
  }
}

extension SetupStep {
  /// The step as a change of a snapshot.
  var change: Change? {
    switch action {
    case .route(let route): .replaceRoute(host: host, route)
    case .setting(let key, let value, _): .setSysctl(host: host, key: key, value: value)
    case .rule: nil
    }
  }
}
