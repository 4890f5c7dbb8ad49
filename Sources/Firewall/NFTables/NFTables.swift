/// The values of `nft -j list ruleset`, and the texts they are read from and printed to.
///
/// Source: libnftables-json(5) and `src/json.c` of nftables 1.0.6; what later releases add is read
/// where its shape is known and kept where it is not.
public enum NFTables {}

extension NFTables {
  /// The families a table can be of.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case ip
    case ip6
    case inet
    case bridge
    case netdev
    case arp
  }
}
