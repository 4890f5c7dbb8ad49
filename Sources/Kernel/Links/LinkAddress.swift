import Addressing
import CNetfilter

/// Hardware addresses and their types, as `ip` prints them.
enum LinkAddress {
  /// An IP address for some tunnels, else the bytes in hexadecimal.
  static func text(_ attribute: NetlinkAttribute, type: UInt16?) -> String {
    switch (attribute.payload.count, Int32(type ?? 0)) {
    case (4, ARPHRD_TUNNEL), (4, ARPHRD_SIT), (4, ARPHRD_IPGRE), (16, ARPHRD_TUNNEL6),
      (16, ARPHRD_IP6GRE):
      if let address = IPAddress(attribute.payload) { return address.description }
    case _: break
    }
    return bytes(attribute.payload.array)
  }

  /// `52:54:00:12:34:56`.
  static func bytes(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }

  /// `link_type`.
  static func typeName(_ type: UInt16) -> String {
    switch Int32(type) {
    case ARPHRD_ETHER: "ether"
    case ARPHRD_LOOPBACK: "loopback"
    case ARPHRD_NONE: "none"
    case ARPHRD_INFINIBAND: "infiniband"
    case ARPHRD_PPP: "ppp"
    case ARPHRD_TUNNEL: "ipip"
    case ARPHRD_TUNNEL6: "tunnel6"
    case ARPHRD_SIT: "sit"
    case ARPHRD_IPGRE: "gre"
    case ARPHRD_IP6GRE: "gre6"
    case ARPHRD_RAWIP: "rawip"
    case ARPHRD_VOID: "void"
    case ARPHRD_NETLINK: "netlink"
    case ARPHRD_CAN: "can"
    case _: "[\(type)]"
    }
  }
}
