import Addressing
import Cluster
import Firewall
import Routing
import Snapshots

extension Snapshot {
  /// The snapshot after `changes`.
  func changed(by changes: [Change]) -> Snapshot {
    var copy = self
    for change in changes { copy.apply(change) }
    return copy
  }

  private mutating func apply(_ change: Change) {
    switch change {
    case .replaceRoute(let host, let route):
      modify(host) { $0.edit(route.family) { $0.replace(route) } }
    case .deleteRoute(let host, let route):
      modify(host) { $0.edit(route.family) { $0.removeAll { $0 == route } } }
    case .addRoutingRule(let host, let rule):
      modify(host) { $0.editRules(rule.family) { $0.insert(rule) } }
    case .deleteRoutingRule(let host, let rule):
      modify(host) { $0.editRules(rule.family) { $0.removeAll { $0 == rule } } }
    case .setSysctl(let host, let key, let value):
      modify(host) { $0.sysctls = $0.sysctls.map { $0.setting(key, to: value) } }
    case .insertRule, .deleteRule, .setPolicy, .putChain, .flushTable: applyToRules(change)
    case .insertNFTRule(let host, let family, let table, let chain, let position, let rule):
      modify(host) { $0.editNFT { $0.insertRule(family, table, chain, position, rule) } }
    case .deleteNFTRule(let host, let family, let table, let chain, let position):
      modify(host) { $0.editNFT { $0.deleteRule(family, table, chain, position) } }
    case .deleteNFTTable(let host, let family, let table):
      modify(host) { $0.editNFT { $0.deleteTable(family, table) } }
    case .putSet(let host, let set):
      modify(host) { host in
        var sets = host.ipsets.value ?? IPSets()
        sets.put(set)
        host.ipsets = .present(sets)
      }
    case .putListener(let host, let socket):
      modify(host) { host in
        let others = (host.tcpListeners.value ?? []).filter {
          $0.port != socket.port || $0.bound != socket.bound
        }
        host.tcpListeners = .present(others + [socket])
      }
    case .putNeighbour(let host, let neighbour):
      modify(host) { host in
        host.neighbours = host.neighbours.map { all in
          all.filter { $0.address != neighbour.address || $0.dev != neighbour.dev } + [neighbour]
        }
      }
    case .setAddresses(let host, let links):
      modify(host) { $0.addresses = .present(links) }
    case .raiseLink(let host, let link): raise(link, of: host)
    case .putPolicy(let policy):
      var policies = cluster.networkPolicies.list.filter { $0.objectName != policy.objectName }
      policies.append(policy)
      cluster.networkPolicies = .present(policies)
    case .deletePolicy(let name):
      cluster.networkPolicies = .present(
        cluster.networkPolicies.list.filter { $0.objectName != name })
    case .putService(let service):
      cluster.services = .present(
        cluster.services.list.filter { $0.objectName != service.objectName } + [service])
    case .aim: break
    }
  }

  /// Carriers are not worked out: whatever is up and lacks one gets it back.
  private mutating func raise(_ name: String, of host: String) {
    modify(host) { $0.editLinks { if $0.name == name { $0.flags += ["UP", "LOWER_UP"] } } }
    for host in hosts {
      modify(host.name) { $0.editLinks { $0.flags.removeAll { $0 == "NO-CARRIER" } } }
    }
  }

  mutating func modify(_ name: String, _ body: (inout HostSnapshot) -> Void) {
    guard let index = hosts.firstIndex(where: { $0.name == name }) else { return }
    body(&hosts[index])
  }
}

extension HostSnapshot {
  fileprivate mutating func editLinks(_ body: (inout Link) -> Void) {
    func edited(_ piece: Piece<[Link]>) -> Piece<[Link]> {
      piece.map { links in
        var links = links
        for place in links.indices { body(&links[place]) }
        return links
      }
    }
    links = edited(links)
    addresses = edited(addresses)
  }

  fileprivate mutating func edit(_ family: IPFamily, _ body: (inout [Route]) -> Void) {
    var all = routes[family].value ?? []
    body(&all)
    routes[family] = .present(all)
  }

  fileprivate mutating func editRules(
    _ family: IPFamily, _ body: (inout [RoutingRule]) -> Void
  ) {
    guard var all = rules[family].value else { return }
    body(&all)
    rules[family] = .present(all)
  }
}

extension Sysctls {
  fileprivate func setting(_ key: String, to value: String) -> Sysctls {
    var copy = self
    copy[key] = value
    return copy
  }
}

extension [Route] {
  /// `ip route replace`: one route for each destination, table, metric and type of service.
  fileprivate mutating func replace(_ route: Route) {
    let index = firstIndex {
      $0.destination == route.destination && $0.table == route.table
        && $0.metric == route.metric && $0.tos == route.tos && $0.source == route.source
    }
    if let index { self[index] = route } else { append(route) }
  }
}

extension [RoutingRule] {
  /// `ip rule add`: behind the rules of the same priority.
  fileprivate mutating func insert(_ rule: RoutingRule) {
    let index = firstIndex { $0.priority > rule.priority } ?? count
    insert(rule, at: index)
  }
}
