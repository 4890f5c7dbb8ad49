/// Which kernel machinery holds rules written by an iptables command.
public enum IPTablesBackend: String, Sendable, Hashable, CaseIterable {
  /// x_tables: `iptables-legacy`.
  case legacy = "iptables-legacy"
  /// nf_tables through the compatibility layer: `iptables-nft`.
  case nft = "iptables-nft"
}
