import Documents

extension NFTables {
  /// What the kernel keeps beside the packet; the raw value is nft's key.
  public enum MetaKey: String, Sendable, Hashable, CaseIterable {
    case length
    case `protocol`
    case nfproto
    case l4proto
    case priority
    case mark
    case iif
    case iifname
    case iiftype
    case iifkind
    case iifgroup
    case oif
    case oifname
    case oiftype
    case oifkind
    case oifgroup
    case skuid
    case skgid
    case nftrace
    case rtclassid
    case secmark
    case ibrname
    case ibriport
    case ibrpvid
    case ibrvproto
    case ibrhwaddr
    case obrname
    case obriport
    case pkttype
    case cpu
    case cgroup
    case random
    case ipsec
    case secpath
    case time
    case day
    case hour
    case sdif
    case sdifname
    case broute

    init?(_ node: Node) {
      guard let key = node["key"]?.string else { return nil }
      self.init(rawValue: key)
    }

    /// `meta_key_is_unqualified()` of src/meta.c prints some keys alone.
    public var text: String {
      switch self {
      case .iif, .oif, .iifname, .oifname, .iifgroup, .oifgroup: rawValue
      case .length, .protocol, .nfproto, .l4proto, .priority, .mark, .iiftype, .iifkind, .oiftype,
        .oifkind, .skuid, .skgid, .nftrace, .rtclassid, .secmark, .ibrname, .ibriport, .ibrpvid,
        .ibrvproto, .ibrhwaddr, .obrname, .obriport, .pkttype, .cpu, .cgroup, .random, .ipsec,
        .secpath, .time, .day, .hour, .sdif, .sdifname, .broute:
        "meta " + rawValue
      }
    }

    var datatype: Datatype {
      switch self {
      case .length, .cpu, .cgroup, .random, .ibrpvid, .nftrace, .broute: .integer
      case .protocol, .ibrvproto: .etherType
      case .nfproto: .netfilterProtocol
      case .l4proto: .inetProtocol
      case .priority: .classID
      case .mark: .mark
      case .iif, .oif, .sdif: .interfaceIndex
      case .iifname, .oifname, .ibrname, .ibriport, .obrname, .obriport, .sdifname:
        .interfaceName
      case .iiftype, .oiftype: .interfaceType
      case .iifkind, .oifkind: .interfaceKind
      case .iifgroup, .oifgroup: .deviceGroup
      case .skuid: .userID
      case .skgid: .groupID
      case .rtclassid: .realm
      case .secmark: .string
      case .ibrhwaddr: .etherAddress
      case .pkttype: .packetType
      case .ipsec, .secpath: .boolean
      case .time: .time
      case .day: .day
      case .hour: .hour
      }
    }
  }
}
