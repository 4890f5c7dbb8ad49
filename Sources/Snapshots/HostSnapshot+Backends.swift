import Firewall

extension HostSnapshot {
  /// Whether both backends of iptables hold rules: packets pass through the two of them, while
  /// `iptables-save` shows one.
  public var mixesBackends: Bool { Self.holdRules(legacy) && Self.holdRules(nft) }

  private static func holdRules(_ backend: PerFamily<Piece<IPTablesRuleset>>) -> Bool {
    [backend.ipv4, backend.ipv6].contains { piece in
      piece.value?.tables.contains { $0.chains.contains { !$0.rules.isEmpty } } ?? false
    }
  }
}
