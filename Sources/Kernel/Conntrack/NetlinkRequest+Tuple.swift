import Addressing
import CNetfilter
import Firewall

extension NetlinkRequest {
  /// The addresses of a tuple.
  mutating func put(source: IPAddress?, destination: IPAddress?) {
    if let source {
      let type = source.family == .ipv4 ? CTA_IP_V4_SRC : CTA_IP_V6_SRC
      put(type.number, source.networkBytes)
    }
    if let destination {
      let type = destination.family == .ipv4 ? CTA_IP_V4_DST : CTA_IP_V6_DST
      put(type.number, destination.networkBytes)
    }
  }

  /// A whole tuple of the direction that began a connection.
  mutating func put(_ tuple: ConntrackTuple, _ transport: TransportProtocol) {
    nest(CTA_TUPLE_ORIG.number) { request in
      request.nest(CTA_TUPLE_IP.number) {
        $0.put(source: tuple.source, destination: tuple.destination)
      }
      request.nest(CTA_TUPLE_PROTO.number) { part in
        part.put(CTA_PROTO_NUM.number, transport.rawValue)
        part.put(tuple.ports, transport)
      }
    }
  }

  private mutating func put(_ ports: ConntrackPorts, _ transport: TransportProtocol) {
    switch ports {
    case .ports(let source, let destination):
      put(CTA_PROTO_SRC_PORT.number, bigEndian: source)
      put(CTA_PROTO_DST_PORT.number, bigEndian: destination)
    case .icmp(let type, let code, let id):
      let isSixth = transport == .icmpv6
      put((isSixth ? CTA_PROTO_ICMPV6_TYPE : CTA_PROTO_ICMP_TYPE).number, type)
      put((isSixth ? CTA_PROTO_ICMPV6_CODE : CTA_PROTO_ICMP_CODE).number, code)
      put((isSixth ? CTA_PROTO_ICMPV6_ID : CTA_PROTO_ICMP_ID).number, bigEndian: id)
    case .keys(let source, let destination):
      put(CTA_PROTO_SRC_PORT.number, bigEndian: UInt16(truncatingIfNeeded: source))
      put(CTA_PROTO_DST_PORT.number, bigEndian: UInt16(truncatingIfNeeded: destination))
    case .none: break
    }
  }
}
