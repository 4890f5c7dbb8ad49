import CNetfilter
import Documents
import Firewall

/// What a register holds: a constant, or something of the packet that is not yet named.
indirect enum Term {
  case constant([UInt8])
  /// Bits of a header; `base` is one of `NFT_PAYLOAD_…`.
  case payload(PayloadBits)
  case option(OptionBits)
  case meta(UInt32)
  case conntrack(UInt32, direction: UInt8?)
  /// A term that is complete, and the kind of its values.
  case named(Node, ConstantKind)
  case binary(String, Term, [UInt8])
  /// The bytes turned round (`hton()`, `ntoh()`).
  case swapped(Term)
  case concatenation([Term])
  /// Looked up in a map.
  case lookup(Term, set: String)
  case jenkinsHash(Term, modulus: UInt32, seed: UInt32?, offset: UInt32)

  /// How many bits it has; 0 where it takes any length.
  func bits(_ sets: SetIndex) -> Int {
    switch self {
    case .constant(let bytes): bytes.count * 8
    case .payload(let payload): payload.bits
    case .option(let option): option.isPresence ? 8 : option.bits
    case .meta(let key): MetaTerm.kind(key).bits
    case .conntrack(let key, _): ConntrackTerm.kind(key).bits
    case .named(_, let kind): kind.bits
    case .binary(_, let left, _): left.bits(sets)
    case .swapped(let term): term.bits(sets)
    case .concatenation(let terms):
      terms.map { ($0.bits(sets) + 31) / 32 * 32 }.reduce(0, +)
    case .lookup(_, let set): sets[set]?.dataLength.map { $0 * 8 } ?? 0
    case .jenkinsHash: 32
    }
  }
}

/// Bits of a header that a rule loads or changes.
struct PayloadBits: Hashable {
  var base: UInt32
  var offset: Int
  var bits: Int
}

/// An extension header, TCP option, IP option or SCTP chunk that a rule looks at.
struct OptionBits {
  var kind: NFTables.ExtensionHeader.Kind
  var type: UInt8
  var offset: Int
  var bits: Int
  /// Whether only its presence is asked.
  var isPresence: Bool

  /// The term and the kind of its values; the mask says which bits of the bytes are meant.
  func named(mask: BitString? = nil) -> (node: Node, kind: ConstantKind, shift: Int)? {
    let templates = OptionTemplate.find(kind, type)
    if isPresence {
      let name: Node =
        templates.first.map { ["name": Node(.string($0.name))] }
        ?? ["base": number(Int(type)), "offset": number(offset), "len": number(bits)]
      return (wrapped(name), ConstantKind(.boolean, bits: 8), 0)
    }
    let shift = mask?.lowest ?? 0
    let length = mask.map { $0.firstClear(from: shift) - shift } ?? bits
    let start = offset + bits - shift - length
    for template in templates {
      guard let field = template.fields.first(where: { $0.offset == start && $0.bits == length })
      else { continue }
      let header = NFTables.ExtensionHeader(
        kind, .field(name: template.name, field: field.name))
      let type = NFTables.Expression.extensionHeader(header).datatype.first ?? .integer
      let node: Node = ["name": Node(.string(template.name)), "field": Node(.string(field.name))]
      return (wrapped(node), ConstantKind(type, bits: length), shift)
    }
    guard mask == nil else { return nil }
    let raw: Node = ["base": number(Int(type)), "offset": number(offset), "len": number(bits)]
    return (wrapped(raw), ConstantKind(.integer, bits: bits), 0)
  }

  private func wrapped(_ node: Node) -> Node { Node(.object([.init(kind.rawValue, node)])) }
  private func number(_ value: Int) -> Node { Node(.number(String(value))) }
}

/// `meta KEY`: the key by its number in linux/netfilter/nf_tables.h, and the kind of its values.
enum MetaTerm {
  static func node(_ key: UInt32) -> Node {
    ["meta": ["key": Node(.string(entry(key)?.0 ?? "unknown \(key)"))]]
  }

  static func kind(_ key: UInt32) -> ConstantKind {
    entry(key)?.1 ?? ConstantKind(.integer, bits: 32, isHostOrder: true)
  }

  private static func entry(_ key: UInt32) -> (String, ConstantKind)? { keys[key] }

  private static let keys: [UInt32: (String, ConstantKind)] = [
    NFT_META_LEN.rawValue: ("length", ConstantKind(.integer, bits: 32, isHostOrder: true)),
    NFT_META_PROTOCOL.rawValue: ("protocol", ConstantKind(.etherType, bits: 16)),
    NFT_META_PRIORITY.rawValue: ("priority", ConstantKind(.classID, bits: 32)),
    NFT_META_MARK.rawValue: ("mark", ConstantKind(.mark, bits: 32)),
    NFT_META_IIF.rawValue: ("iif", ConstantKind(.interfaceIndex, bits: 32)),
    NFT_META_OIF.rawValue: ("oif", ConstantKind(.interfaceIndex, bits: 32)),
    NFT_META_IIFNAME.rawValue: ("iifname", ConstantKind(.interfaceName, bits: 128)),
    NFT_META_OIFNAME.rawValue: ("oifname", ConstantKind(.interfaceName, bits: 128)),
    NFT_META_IFTYPE.rawValue: ("iiftype", ConstantKind(.interfaceType, bits: 16)),
    NFT_META_OIFTYPE.rawValue: ("oiftype", ConstantKind(.interfaceType, bits: 16)),
    NFT_META_SKUID.rawValue: ("skuid", ConstantKind(.userID, bits: 32)),
    NFT_META_SKGID.rawValue: ("skgid", ConstantKind(.groupID, bits: 32)),
    NFT_META_NFTRACE.rawValue: ("nftrace", ConstantKind(.integer, bits: 1, isHostOrder: true)),
    NFT_META_RTCLASSID.rawValue: ("rtclassid", ConstantKind(.realm, bits: 32)),
    NFT_META_SECMARK.rawValue: ("secmark", ConstantKind(.integer, bits: 32, isHostOrder: true)),
    NFT_META_NFPROTO.rawValue: ("nfproto", ConstantKind(.netfilterProtocol, bits: 8)),
    NFT_META_L4PROTO.rawValue: ("l4proto", ConstantKind(.inetProtocol, bits: 8)),
    NFT_META_BRI_IIFNAME.rawValue: ("ibrname", ConstantKind(.interfaceName, bits: 128)),
    NFT_META_BRI_OIFNAME.rawValue: ("obrname", ConstantKind(.interfaceName, bits: 128)),
    NFT_META_PKTTYPE.rawValue: ("pkttype", ConstantKind(.packetType, bits: 8)),
    NFT_META_CPU.rawValue: ("cpu", ConstantKind(.integer, bits: 32, isHostOrder: true)),
    NFT_META_IIFGROUP.rawValue: ("iifgroup", ConstantKind(.deviceGroup, bits: 32)),
    NFT_META_OIFGROUP.rawValue: ("oifgroup", ConstantKind(.deviceGroup, bits: 32)),
    NFT_META_CGROUP.rawValue: ("cgroup", ConstantKind(.integer, bits: 32, isHostOrder: true)),
    NFT_META_PRANDOM.rawValue: ("random", ConstantKind(.integer, bits: 32)),
    NFT_META_SECPATH.rawValue: ("ipsec", ConstantKind(.boolean, bits: 8)),
    NFT_META_IIFKIND.rawValue: ("iifkind", ConstantKind(.interfaceKind, bits: 128)),
    NFT_META_OIFKIND.rawValue: ("oifkind", ConstantKind(.interfaceKind, bits: 128)),
    NFT_META_BRI_IIFPVID.rawValue: (
      "ibrpvid", ConstantKind(.integer, bits: 16, isHostOrder: true)
    ),
    NFT_META_BRI_IIFVPROTO.rawValue: ("ibrvproto", ConstantKind(.etherType, bits: 16)),
    NFT_META_TIME_NS.rawValue: ("time", ConstantKind(.time, bits: 64)),
    NFT_META_TIME_DAY.rawValue: ("day", ConstantKind(.day, bits: 8)),
    NFT_META_TIME_HOUR.rawValue: ("hour", ConstantKind(.hour, bits: 32)),
    NFT_META_SDIF.rawValue: ("sdif", ConstantKind(.interfaceIndex, bits: 32)),
    NFT_META_SDIFNAME.rawValue: ("sdifname", ConstantKind(.interfaceName, bits: 128)),
  ]
}

/// `ct KEY`: the key by its number in linux/netfilter/nf_tables.h, and the kind of its values.
enum ConntrackTerm {
  static func node(_ key: UInt32, _ direction: UInt8?) -> Node {
    var members: [Node.Member] = [
      .init("key", Node(.string(keys[key]?.0 ?? "unknown \(key)")))
    ]
    if let direction {
      members.append(.init("dir", direction == 0 ? "original" : "reply"))
    }
    return ["ct": Node(.object(members))]
  }

  static func kind(_ key: UInt32) -> ConstantKind {
    keys[key]?.1 ?? ConstantKind(.integer, bits: 32, isHostOrder: true)
  }

  private static let keys: [UInt32: (String, ConstantKind)] = [
    NFT_CT_STATE.rawValue: ("state", ConstantKind(.conntrackState, bits: 32)),
    NFT_CT_DIRECTION.rawValue: ("direction", ConstantKind(.conntrackDirection, bits: 8)),
    NFT_CT_STATUS.rawValue: ("status", ConstantKind(.conntrackStatus, bits: 32)),
    NFT_CT_MARK.rawValue: ("mark", ConstantKind(.mark, bits: 32)),
    NFT_CT_SECMARK.rawValue: ("secmark", ConstantKind(.integer, bits: 32, isHostOrder: true)),
    NFT_CT_EXPIRATION.rawValue: ("expiration", ConstantKind(.duration, bits: 32)),
    NFT_CT_HELPER.rawValue: ("helper", ConstantKind(.string, bits: 128)),
    NFT_CT_L3PROTOCOL.rawValue: ("l3proto", ConstantKind(.netfilterProtocol, bits: 8)),
    NFT_CT_SRC.rawValue: ("saddr", ConstantKind(.integer, bits: 0)),
    NFT_CT_DST.rawValue: ("daddr", ConstantKind(.integer, bits: 0)),
    NFT_CT_PROTOCOL.rawValue: ("protocol", ConstantKind(.inetProtocol, bits: 8)),
    NFT_CT_PROTO_SRC.rawValue: ("proto-src", ConstantKind(.inetService, bits: 16)),
    NFT_CT_PROTO_DST.rawValue: ("proto-dst", ConstantKind(.inetService, bits: 16)),
    NFT_CT_LABELS.rawValue: ("label", ConstantKind(.conntrackLabel, bits: 128)),
    NFT_CT_PKTS.rawValue: ("packets", ConstantKind(.integer, bits: 64, isHostOrder: true)),
    NFT_CT_BYTES.rawValue: ("bytes", ConstantKind(.integer, bits: 64, isHostOrder: true)),
    NFT_CT_AVGPKT.rawValue: ("avgpkt", ConstantKind(.integer, bits: 64, isHostOrder: true)),
    NFT_CT_ZONE.rawValue: ("zone", ConstantKind(.integer, bits: 16, isHostOrder: true)),
    NFT_CT_EVENTMASK.rawValue: ("event", ConstantKind(.conntrackEvent, bits: 32)),
    NFT_CT_SRC_IP.rawValue: ("ip saddr", ConstantKind(.ipv4Address, bits: 32)),
    NFT_CT_DST_IP.rawValue: ("ip daddr", ConstantKind(.ipv4Address, bits: 32)),
    NFT_CT_SRC_IP6.rawValue: ("ip6 saddr", ConstantKind(.ipv6Address, bits: 128)),
    NFT_CT_DST_IP6.rawValue: ("ip6 daddr", ConstantKind(.ipv6Address, bits: 128)),
    NFT_CT_ID.rawValue: ("id", ConstantKind(.integer, bits: 32)),
  ]
}
