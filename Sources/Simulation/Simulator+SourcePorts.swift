import Firewall
import Routing
import Snapshots

extension Simulator {
  /// Whether nothing in the whole network looks at a source port: flows that differ in nothing else
  /// then end alike. Asked once for a batch; a rule that nobody here knows counts as looking.
  public var ignoresSourcePorts: Bool {
    network.hosts.allSatisfy { $0.snapshot.ignoresSourcePorts }
  }
}

extension HostSnapshot {
  fileprivate var ignoresSourcePorts: Bool {
    let rulesets = [legacy.ipv4, legacy.ipv6, nft.ipv4, nft.ipv6].compactMap(\.value)
    let rules = [self.rules.ipv4, self.rules.ipv6].compactMap(\.value)
    return (nftables.value?.nativeTables ?? []).isEmpty
      && rules.allSatisfy { $0.allSatisfy { $0.selector.sourcePorts == nil } }
      && rulesets.allSatisfy { $0.tables.allSatisfy { $0.ignoresSourcePorts(ipsets.value) } }
  }
}

extension IPTablesTable {
  fileprivate func ignoresSourcePorts(_ sets: IPSets?) -> Bool {
    chains.allSatisfy { chain in
      chain.rules.allSatisfy { rule in
        rule.matches.allSatisfy { $0.ignoresSourcePort(sets) } && rule.target.ignoresSourcePort
      }
    }
  }
}

extension MatchExtension {
  /// Whether the match is one of those that are known not to look at a packet's source port.
  fileprivate func ignoresSourcePort(_ sets: IPSets?) -> Bool {
    switch self {
    case let match as TCPMatch: match.sourcePorts == nil
    case let match as UDPMatch: match.sourcePorts == nil
    case let match as MultiportMatch: match.side == .destination
    case let match as ConntrackMatch: match.conditions.isEmpty
    case let match as SetMatch: sets?[match.set].map { $0.kind.dimensions.count == 1 } ?? false
    case is CommentMatch, is MarkMatch, is ConnmarkMatch, is StateMatch, is AddrtypeMatch,
      is StatisticMatch, is PhysdevMatch, is LimitMatch, is ICMPMatch, is ICMPv6Match,
      is IPRangeMatch, is LengthMatch, is MACMatch, is PkttypeMatch, is RpfilterMatch,
      is TTLMatch, is HLMatch, is TOSMatch, is DSCPMatch, is OwnerMatch:
      true
    case _: false
    }
  }
}

extension IPTablesTarget {
  /// Whether what the target does is the same for every source port.
  fileprivate var ignoresSourcePort: Bool {
    switch self {
    case .none, .accept, .drop, .return, .jump, .goto: true
    case .extension(let target):
      switch target {
      case let target as DNATTarget: target.range.basePort == nil
      case let target as SNATTarget: target.range.ports == nil
      case let target as MasqueradeTarget: target.range.ports == nil
      case is MarkTarget, is ConnmarkTarget, is RejectTarget, is LogTarget, is NflogTarget,
        is TCPMSSTarget, is NotrackTarget, is CTTarget, is TTLTarget, is HLTarget, is TOSTarget,
        is DSCPTarget, is ClassifyTarget, is ChecksumTarget, is RedirectTarget, is NetmapTarget:
        true
      case _: false
      }
    }
  }
}
