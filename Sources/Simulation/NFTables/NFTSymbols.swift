import Firewall

/// The numbers behind nft's symbols (`src/datatype.c`, `src/proto.c`, `src/ct.c`, `src/meta.c`,
/// `src/fib.c`).
enum NFTSymbols {
  static func number(of symbol: String, in type: NFTables.Datatype) -> UInt128? {
    table(type)?[symbol]
  }

  private static func table(_ type: NFTables.Datatype) -> [String: UInt128]? {
    switch type {
    case .conntrackState: conntrackState
    case .conntrackDirection: ["original": 0, "reply": 1]
    case .conntrackStatus: conntrackStatus
    case .conntrackEvent: conntrackEvent
    case .tcpFlags: tcpFlags
    case .icmpType: icmpType
    case .icmpCode: icmpCode
    case .icmpv6Type: icmpv6Type
    case .icmpv6Code: icmpv6Code
    case .icmpxCode: icmpxCode
    case .dscp: dscp
    case .ecn: ["not-ect": 0, "ect1": 1, "ect0": 2, "ce": 3]
    case .etherType: etherType
    case .netfilterProtocol:
      ["unspec": 0, "inet": 1, "ipv4": 2, "arp": 3, "netdev": 5, "bridge": 7, "ipv6": 10]
    case .packetType: ["host": 0, "unicast": 0, "broadcast": 1, "multicast": 2, "other": 3]
    case .fibAddressType: fibType
    case .interfaceType: interfaceType
    case .boolean: ["missing": 0, "exists": 1]
    case .igmpType: igmpType
    case .dccpPacketType: dccpType
    case .integer, .hexadecimal, .mark, .ipv4Address, .ipv6Address, .etherAddress, .inetProtocol,
      .inetService, .interfaceName, .interfaceIndex, .interfaceKind, .deviceGroup,
      .mobilityHeaderType, .arpOperation, .compressionFlags, .conntrackLabel, .userID, .groupID,
      .realm, .classID, .cgroup, .time, .day, .hour, .duration, .string, .verdict, .other:
      nil
    }
  }

  private static let conntrackState: [String: UInt128] = [
    "invalid": 1, "established": 2, "related": 4, "new": 8, "untracked": 64,
  ]
  private static let conntrackStatus: [String: UInt128] = [
    "expected": 1, "seen-reply": 2, "assured": 4, "confirmed": 8, "snat": 16, "dnat": 32,
    "dying": 512,
  ]
  private static let conntrackEvent: [String: UInt128] = [
    "new": 1, "related": 2, "destroy": 4, "reply": 8, "assured": 16, "protoinfo": 32, "helper": 64,
    "mark": 128, "seqadj": 256, "secmark": 512, "label": 1024,
  ]
  private static let tcpFlags: [String: UInt128] = [
    "fin": 1, "syn": 2, "rst": 4, "psh": 8, "ack": 16, "urg": 32, "ecn": 64, "cwr": 128,
  ]
  private static let icmpType: [String: UInt128] = [
    "echo-reply": 0, "destination-unreachable": 3, "source-quench": 4, "redirect": 5,
    "echo-request": 8, "router-advertisement": 9, "router-solicitation": 10, "time-exceeded": 11,
    "parameter-problem": 12, "timestamp-request": 13, "timestamp-reply": 14, "info-request": 15,
    "info-reply": 16, "address-mask-request": 17, "address-mask-reply": 18,
  ]
  private static let icmpCode: [String: UInt128] = [
    "net-unreachable": 0, "host-unreachable": 1, "prot-unreachable": 2, "port-unreachable": 3,
    "frag-needed": 4, "net-prohibited": 9, "host-prohibited": 10, "admin-prohibited": 13,
  ]
  private static let icmpv6Type: [String: UInt128] = [
    "destination-unreachable": 1, "packet-too-big": 2, "time-exceeded": 3,
    "parameter-problem": 4, "echo-request": 128, "echo-reply": 129, "mld-listener-query": 130,
    "mld-listener-report": 131, "mld-listener-done": 132, "mld-listener-reduction": 132,
    "nd-router-solicit": 133, "nd-router-advert": 134, "nd-neighbor-solicit": 135,
    "nd-neighbor-advert": 136, "nd-redirect": 137, "router-renumbering": 138,
    "ind-neighbor-solicit": 141, "ind-neighbor-advert": 142, "mld2-listener-report": 143,
  ]
  private static let icmpv6Code: [String: UInt128] = [
    "no-route": 0, "admin-prohibited": 1, "addr-unreachable": 3, "port-unreachable": 4,
    "policy-fail": 5, "reject-route": 6,
  ]
  /// `NFT_REJECT_ICMPX_*`.
  private static let icmpxCode: [String: UInt128] = [
    "no-route": 0, "port-unreachable": 1, "host-unreachable": 2, "admin-prohibited": 3,
  ]
  private static let dscp: [String: UInt128] = [
    "cs0": 0, "df": 0, "be": 0, "cs1": 8, "cs2": 16, "cs3": 24, "cs4": 32, "cs5": 40, "cs6": 48,
    "cs7": 56, "lephb": 1, "af11": 10, "af12": 12, "af13": 14, "af21": 18, "af22": 20, "af23": 22,
    "af31": 26, "af32": 28, "af33": 30, "af41": 34, "af42": 36, "af43": 38, "va": 44, "ef": 46,
  ]
  private static let etherType: [String: UInt128] = [
    "ip": 0x0800, "arp": 0x0806, "ip6": 0x86dd, "vlan": 0x8100, "8021q": 0x8100, "8021ad": 0x88a8,
  ]
  /// `RTN_*` of linux/rtnetlink.h.
  private static let fibType: [String: UInt128] = [
    "unspec": 0, "unicast": 1, "local": 2, "broadcast": 3, "anycast": 4, "multicast": 5,
    "blackhole": 6, "unreachable": 7, "prohibit": 8, "throw": 9, "nat": 10,
  ]
  /// `ARPHRD_*` of linux/if_arp.h.
  private static let interfaceType: [String: UInt128] = [
    "ether": 1, "ppp": 512, "ipip": 768, "ipip6": 769, "loopback": 772, "sit": 776, "ipgre": 778,
    "none": 0xfffe,
  ]
  private static let igmpType: [String: UInt128] = [
    "membership-query": 0x11, "membership-report-v1": 0x12, "membership-report-v2": 0x16,
    "membership-report-v3": 0x22, "leave-group": 0x17,
  ]
  private static let dccpType: [String: UInt128] = [
    "request": 0, "response": 1, "data": 2, "ack": 3, "dataack": 4, "closereq": 5, "close": 6,
    "reset": 7, "sync": 8, "syncack": 9,
  ]
}
