import CNetfilter
import Firewall

/// The names that nft gives to numbers (`nft describe TYPE`).
enum SymbolNames {
  /// The name of a value; nil where nft prints a number.
  static func name(_ type: NFTables.Datatype, _ number: UInt64) -> String? {
    table(type).first { $0.1 == number }?.0
  }

  /// The names of a type's values; the first of two for one value is printed.
  private static func table(_ type: NFTables.Datatype) -> [(String, UInt64)] {
    switch type {
    case .icmpType: icmpTypes
    case .icmpCode: icmpCodes
    case .icmpv6Type: icmpv6Types
    case .icmpv6Code: icmpv6Codes
    case .icmpxCode: icmpxCodes
    case .igmpType: igmpTypes
    case .mobilityHeaderType: mobilityTypes
    case .dccpPacketType: dccpTypes
    case .arpOperation: arpOperations
    case .etherType: etherTypes
    case .interfaceType: interfaceTypes
    case .packetType: packetTypes
    case .fibAddressType: addressTypes
    case .conntrackState: states
    case .conntrackDirection: [("original", 0), ("reply", 1)]
    case .conntrackStatus: statuses
    case .conntrackEvent: events
    case .tcpFlags: tcpFlags
    case .dscp: dscps
    case .ecn: [("not-ect", 0), ("ect1", 1), ("ect0", 2), ("ce", 3)]
    case .netfilterProtocol: [("ipv4", 2), ("ipv6", 10)]
    case .day: days
    case .deviceGroup: [("default", 0)]
    case .realm: [("cosmos", 0)]
    case .integer, .hexadecimal, .boolean, .mark, .ipv4Address, .ipv6Address, .etherAddress,
      .inetProtocol, .inetService, .interfaceName, .interfaceIndex, .interfaceKind,
      .compressionFlags, .conntrackLabel, .userID, .groupID, .classID, .cgroup, .time, .hour,
      .duration, .string, .verdict, .other:
      []
    }
  }

  private static let icmpTypes: [(String, UInt64)] = [
    ("echo-reply", 0), ("destination-unreachable", 3), ("source-quench", 4), ("redirect", 5),
    ("echo-request", 8), ("router-advertisement", 9), ("router-solicitation", 10),
    ("time-exceeded", 11), ("parameter-problem", 12), ("timestamp-request", 13),
    ("timestamp-reply", 14), ("info-request", 15), ("info-reply", 16),
    ("address-mask-request", 17), ("address-mask-reply", 18),
  ]
  private static let icmpCodes: [(String, UInt64)] = [
    ("net-unreachable", 0), ("host-unreachable", 1), ("prot-unreachable", 2),
    ("port-unreachable", 3), ("net-prohibited", 9), ("host-prohibited", 10),
    ("admin-prohibited", 13), ("frag-needed", 4),
  ]
  private static let icmpv6Types: [(String, UInt64)] = [
    ("destination-unreachable", 1), ("packet-too-big", 2), ("time-exceeded", 3),
    ("parameter-problem", 4), ("echo-request", 128), ("echo-reply", 129),
    ("mld-listener-query", 130), ("mld-listener-report", 131), ("mld-listener-done", 132),
    ("nd-router-solicit", 133), ("nd-router-advert", 134), ("nd-neighbor-solicit", 135),
    ("nd-neighbor-advert", 136), ("nd-redirect", 137), ("router-renumbering", 138),
    ("ind-neighbor-solicit", 141), ("ind-neighbor-advert", 142), ("mld2-listener-report", 143),
  ]
  private static let icmpv6Codes: [(String, UInt64)] = [
    ("no-route", 0), ("admin-prohibited", 1), ("addr-unreachable", 3), ("port-unreachable", 4),
    ("policy-fail", 5), ("reject-route", 6),
  ]
  private static let icmpxCodes: [(String, UInt64)] = [
    ("port-unreachable", 1), ("admin-prohibited", 3), ("no-route", 0), ("host-unreachable", 2),
  ]
  private static let igmpTypes: [(String, UInt64)] = [
    ("membership-query", 17), ("membership-report-v1", 18), ("membership-report-v2", 22),
    ("membership-report-v3", 34), ("leave-group", 23),
  ]
  private static let mobilityTypes: [(String, UInt64)] = [
    ("binding-refresh-request", 0), ("home-test-init", 1), ("careof-test-init", 2),
    ("home-test", 3), ("careof-test", 4), ("binding-update", 5), ("binding-acknowledgement", 6),
    ("binding-error", 7), ("fast-binding-update", 8), ("fast-binding-acknowledgement", 9),
    ("fast-binding-advertisement", 10), ("experimental-mobility-header", 11),
    ("home-agent-switch-message", 12),
  ]
  private static let dccpTypes: [(String, UInt64)] = [
    ("request", 0), ("response", 1), ("data", 2), ("ack", 3), ("dataack", 4), ("closereq", 5),
    ("close", 6), ("reset", 7), ("sync", 8), ("syncack", 9),
  ]
  private static let arpOperations: [(String, UInt64)] = [
    ("request", 1), ("reply", 2), ("rrequest", 3), ("rreply", 4), ("inrequest", 8),
    ("inreply", 9), ("nak", 10),
  ]
  private static let etherTypes: [(String, UInt64)] = [
    ("ip", 0x0800), ("arp", 0x0806), ("ip6", 0x86dd), ("8021q", 0x8100), ("8021ad", 0x88a8),
  ]
  private static let interfaceTypes: [(String, UInt64)] = [
    ("ether", 1), ("ppp", 512), ("ipip", 768), ("ipip6", 769), ("loopback", 772), ("sit", 776),
    ("ipgre", 778),
  ]
  private static let packetTypes: [(String, UInt64)] = [
    ("host", 0), ("broadcast", 1), ("multicast", 2), ("other", 3),
  ]
  private static let addressTypes: [(String, UInt64)] = [
    ("unspec", 0), ("unicast", 1), ("local", 2), ("broadcast", 3), ("anycast", 4),
    ("multicast", 5), ("blackhole", 6), ("unreachable", 7), ("prohibit", 8),
  ]
  private static let states: [(String, UInt64)] = [
    ("invalid", 1), ("established", 2), ("related", 4), ("new", 8), ("untracked", 64),
  ]
  private static let statuses: [(String, UInt64)] = [
    ("expected", 1), ("seen-reply", 2), ("assured", 4), ("confirmed", 8), ("snat", 16),
    ("dnat", 32), ("dying", 512),
  ]
  private static let events: [(String, UInt64)] = [
    ("new", 1 << UInt64(IPCT_NEW.rawValue)), ("related", 1 << UInt64(IPCT_RELATED.rawValue)),
    ("destroy", 1 << UInt64(IPCT_DESTROY.rawValue)), ("reply", 1 << UInt64(IPCT_REPLY.rawValue)),
    ("assured", 1 << UInt64(IPCT_ASSURED.rawValue)),
    ("protoinfo", 1 << UInt64(IPCT_PROTOINFO.rawValue)),
    ("helper", 1 << UInt64(IPCT_HELPER.rawValue)), ("mark", 1 << UInt64(IPCT_MARK.rawValue)),
    ("seqadj", 1 << UInt64(IPCT_SEQADJ.rawValue)), ("secmark", 1 << UInt64(IPCT_SECMARK.rawValue)),
    ("label", 1 << UInt64(IPCT_LABEL.rawValue)),
  ]
  private static let tcpFlags: [(String, UInt64)] = [
    ("fin", 1), ("syn", 2), ("rst", 4), ("psh", 8), ("ack", 16), ("urg", 32), ("ecn", 64),
    ("cwr", 128),
  ]
  private static let dscps: [(String, UInt64)] = [
    ("cs0", 0), ("cs1", 0x08), ("cs2", 0x10), ("cs3", 0x18), ("cs4", 0x20), ("cs5", 0x28),
    ("cs6", 0x30), ("cs7", 0x38), ("lephb", 1), ("af11", 0x0a), ("af12", 0x0c), ("af13", 0x0e),
    ("af21", 0x12), ("af22", 0x14), ("af23", 0x16), ("af31", 0x1a), ("af32", 0x1c),
    ("af33", 0x1e), ("af41", 0x22), ("af42", 0x24), ("af43", 0x26), ("va", 0x2c), ("ef", 0x2e),
  ]
  private static let days: [(String, UInt64)] = [
    ("Sunday", 0), ("Monday", 1), ("Tuesday", 2), ("Wednesday", 3), ("Thursday", 4),
    ("Friday", 5), ("Saturday", 6),
  ]
}
