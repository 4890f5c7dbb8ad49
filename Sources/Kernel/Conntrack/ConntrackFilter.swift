public import Addressing
import CNetfilter
import Firewall

/// Which connections the kernel shall name; what is nil is not compared.
public struct ConntrackFilter: Sendable, Hashable {
  /// The source of the direction that began it.
  public var source: IPAddress?
  /// The destination of the direction that began it.
  public var destination: IPAddress?
  /// The protocol.
  public var transport: TransportProtocol?
  /// The source port, compared where ``transport`` is said.
  public var sourcePort: UInt16?
  /// The destination port, compared where ``transport`` is said.
  public var destinationPort: UInt16?
  /// The connection mark, compared under ``markMask``.
  public var mark: UInt32?
  /// The bits of ``mark`` that are compared.
  public var markMask: UInt32 = .max

  /// Every connection.
  public init() {}

  var family: IPFamily? { source?.family ?? destination?.family }

  func put(to request: inout NetlinkRequest) {
    if let mark {
      request.put(CTA_MARK.number, bigEndian: mark)
      request.put(CTA_MARK_MASK.number, bigEndian: markMask)
    }
    let flags = self.flags
    // Of IPv6 addresses, kernels since 5.8 name the connections that do not match.
    guard flags != 0, family != .ipv6 else { return }
    request.nest(CTA_TUPLE_ORIG.number) { tuple in
      tuple.nest(CTA_TUPLE_IP.number) { $0.put(source: source, destination: destination) }
      guard let transport else { return }
      tuple.nest(CTA_TUPLE_PROTO.number) { part in
        part.put(CTA_PROTO_NUM.number, transport.rawValue)
        if let sourcePort { part.put(CTA_PROTO_SRC_PORT.number, bigEndian: sourcePort) }
        if let destinationPort { part.put(CTA_PROTO_DST_PORT.number, bigEndian: destinationPort) }
      }
    }
    request.nest(CTA_FILTER.number) { filter in
      filter.put(CTA_FILTER_ORIG_FLAGS.number, flags)
      filter.put(CTA_FILTER_REPLY_FLAGS.number, UInt32(0))
    }
  }

  /// The same comparison here: kernels before 5.8 do not filter.
  func matches(_ entry: ConntrackEntry) -> Bool {
    if let source, entry.original.source != source { return false }
    if let destination, entry.original.destination != destination { return false }
    if let mark, (entry.mark ^ mark) & markMask != 0 { return false }
    guard let transport else { return true }
    guard entry.transport == transport else { return false }
    guard case .ports(let from, let to) = entry.original.ports else { return true }
    return (sourcePort ?? from) == from && (destinationPort ?? to) == to
  }

  private var flags: UInt32 {
    var flags: UInt32 = 0
    if source != nil { flags |= CNF_FILTER_SOURCE.rawValue }
    if destination != nil { flags |= CNF_FILTER_DESTINATION.rawValue }
    guard transport != nil else { return flags }
    flags |= CNF_FILTER_PROTOCOL.rawValue
    if sourcePort != nil { flags |= CNF_FILTER_SOURCE_PORT.rawValue }
    if destinationPort != nil { flags |= CNF_FILTER_DESTINATION_PORT.rawValue }
    return flags
  }
}
