public import Addressing
public import Firewall

/// Rules without a network around them: one file of rules, and perhaps one of sets.
public struct RulesFile: Sendable {
  /// The path of the rules: `iptables-save`, `iptables -S`, `nft -j list ruleset`, or pasted rules.
  public var path: String
  /// The path of the sets that `ipset save` printed; nil when there is none.
  public var setsPath: String?

  /// The rules in the file `path` with the sets in the file `setsPath`.
  public init(_ path: String, sets setsPath: String? = nil) {
    self.path = path
    self.setsPath = setsPath
  }

  /// What the files hold. A text that begins with `{` is taken for nft's JSON.
  public func load(family: IPFamily = .ipv4) throws(SnapshotError) -> LoneRules {
    let bytes = try SnapshotFiles.read(path)
    var rules = LoneRules()
    do throws(FirewallError) {
      if bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{") {
        rules.nftables = try NFTables.Ruleset(parsingJSON: bytes)
      } else {
        rules.iptables = try IPTablesRuleset(parsing: bytes, family: family)
      }
    } catch {
      throw .malformed(file: path, line: error.lineInText, reason: error.reasonAlone)
    }
    if let setsPath { rules.ipsets = try Self.sets(setsPath) }
    return rules
  }

  private static func sets(_ path: String) throws(SnapshotError) -> IPSets {
    let bytes = try SnapshotFiles.read(path)
    do throws(FirewallError) {
      return try IPSets(parsing: bytes)
    } catch {
      throw .malformed(file: path, line: error.lineInText, reason: error.reasonAlone)
    }
  }
}

/// What a ``RulesFile`` holds.
public struct LoneRules: Sendable {
  /// The rules, where they are iptables'.
  public var iptables: IPTablesRuleset?
  /// The rules, where they are nft's.
  public var nftables: NFTables.Ruleset?
  /// The sets; nil where no file of sets was named.
  public var ipsets: IPSets?
}
