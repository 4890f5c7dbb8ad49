public import Addressing
public import Firewall

/// Reads the rules of iptables-legacy as the kernel holds them (getsockopt(2)).
///
/// Only tables that exist are read, so that none is made, no module is loaded and no lock taken.
public enum LegacyReader {
  /// The rules of a family in the namespace of the calling thread: the value that the text of
  /// `iptables-legacy-save -c` has. Needs CAP_NET_ADMIN and CAP_NET_RAW where there are tables.
  public static func read(_ family: IPFamily) throws(KernelError) -> IPTablesRuleset {
    let tables = try TableNames.read(family)
    guard !tables.isEmpty else { return IPTablesRuleset(family: family) }
    let socket = try RawSocket(family)
    // Sets are asked for by an option of IPv4's sockets.
    let names = SetNames(family == .ipv4 ? socket : try? RawSocket(.ipv4))
    var ruleset = IPTablesRuleset(family: family)
    for table in tables {
      let bytes = try LegacyTableBytes.read(table, family, socket)
      let decoder = LegacyTable(table, family, bytes.info, names)
      ruleset.tables.append(
        try bytes.reading { entries throws(KernelError) in
          try decoder.read(entries, discard: bytes.discard)
        })
    }
    return ruleset
  }
}
