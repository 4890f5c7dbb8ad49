public import Addressing
import Firewall
public import Simulation
import Snapshots

/// Which program's rules: what stands in a file of the snapshot.
public enum RuleBackend: String, Sendable, Hashable, CaseIterable {
  case legacy = "iptables-legacy"
  case nft = "iptables-nft"
}

/// A chain of one table of one host.
public struct ChainPlace: Sendable, Hashable {
  public var host: String
  public var backend: RuleBackend
  public var family: IPFamily
  public var table: String
  public var chain: String

  /// The chain `chain` of `table`.
  public init(
    host: String, backend: RuleBackend, family: IPFamily, table: String, chain: String
  ) {
    self.host = host
    self.backend = backend
    self.family = family
    self.table = table
    self.chain = chain
  }

  /// The chain that ended a way; nil where no iptables rule or policy did.
  public init?(_ decider: DecidedBy) {
    guard let backend = decider.backend.flatMap(RuleBackend.init(rawValue:)),
      let table = decider.table, let chain = decider.chain
    else { return nil }
    self.init(
      host: decider.host, backend: backend, family: decider.family == "ipv6" ? .ipv6 : .ipv4,
      table: table, chain: chain)
  }

  /// Another chain of the same table.
  public func sibling(_ chain: String) -> ChainPlace {
    var place = self
    place.chain = chain
    return place
  }

  /// Another table of the same host, backend and family.
  public func inTable(_ table: String, chain: String) -> ChainPlace {
    var place = self
    (place.table, place.chain) = (table, chain)
    return place
  }

  /// The command that works on this backend and family: `iptables`, `ip6tables-legacy`.
  public var command: String {
    let name = family == .ipv4 ? "iptables" : "ip6tables"
    return name + (backend == .legacy ? "-legacy" : "-nft")
  }
}

extension HostSnapshot {
  /// The rules of a backend and family; nil where they were not recorded.
  func rules(_ backend: RuleBackend, _ family: IPFamily) -> IPTablesRuleset? {
    switch backend {
    case .legacy: legacy[family].value
    case .nft: nft[family].value
    }
  }
}

extension Snapshot {
  /// The chain at a place; nil where there is none.
  func chain(_ place: ChainPlace) -> IPTablesChain? {
    self[host: place.host]?.rules(place.backend, place.family)?[place.table]?.chain(place.chain)
  }
}
