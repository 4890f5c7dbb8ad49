public import Addressing
import Cluster
public import Firewall
public import Snapshots

/// The rules and sets of a snapshot's hosts, with what Kubernetes named them for.
public struct RuleBook {
  /// The hosts, in the snapshot's order.
  public let hosts: [HostRules]

  /// The rules of `snapshot`; of one host where `only` names it.
  public init(_ snapshot: Snapshot, only: String? = nil) {
    let names = RuleNames(snapshot.cluster)
    hosts = snapshot.hosts.filter { only == nil || $0.name == only }.map {
      HostRules($0, names: names)
    }
  }
}

/// The rules of one host.
public struct HostRules {
  /// The host's name.
  public let name: String
  /// Its iptables rulesets that were recorded.
  public let rulesets: [Recorded]
  /// Its native nftables tables; nil where nobody looked.
  public let nftables: NFTables.Ruleset?
  /// Its sets; nil where nobody looked.
  public let sets: IPSets?
  /// Files that would tell more.
  public let missing: [String]
  private let names: NameBook

  /// One ruleset with the backend and family it belongs to.
  public struct Recorded: Sendable {
    public let backend: IPTablesBackend
    public let family: IPFamily
    public let ruleset: IPTablesRuleset
  }

  init(_ host: HostSnapshot, names: RuleNames) {
    var rulesets: [Recorded] = []
    var missing: [String] = []
    for family in IPFamily.allCases {
      for (backend, piece) in [
        (IPTablesBackend.legacy, host.legacy[family]), (.nft, host.nft[family]),
      ] {
        switch piece {
        case .present(let ruleset):
          rulesets.append(Recorded(backend: backend, family: family, ruleset: ruleset))
        case .missing(let file): missing.append(file)
        }
      }
    }
    if let file = host.nftables.missingFile { missing.append(file) }
    if let file = host.ipsets.missingFile { missing.append(file) }
    name = host.name
    self.rulesets = rulesets
    self.names = NameBook(names, host)
    self.missing = host.assumesNoFirewall ? [] : missing
    nftables = host.nftables.value
    sets = host.ipsets.value
  }

  /// What a chain or set was named for; nil where nothing tells.
  public func meaning(of name: String) -> String? { names.meaning(of: name)?.description }
}

/// The names of one host's chains and sets. Comments are read only when a name's hash tells nothing:
/// going through every rule costs as much as reading them.
private final class NameBook {
  private var names: RuleNames
  private let host: HostSnapshot
  private var hasLearned = false

  init(_ names: RuleNames, _ host: HostSnapshot) {
    self.names = names
    self.host = host
  }

  func meaning(of name: String) -> RuleName? {
    if let known = names[name] { return known }
    guard name.hasPrefix("KUBE-"), !hasLearned else { return nil }
    hasLearned = true
    names.learn(from: host)
    return names[name]
  }
}

extension IPTablesTarget {
  /// The chain it jumps or goes to.
  public var chain: String? {
    switch self {
    case .jump(let name), .goto(let name): name
    case .none, .accept, .drop, .return, .extension: nil
    }
  }
}
