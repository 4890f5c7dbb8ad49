import CNetfilter

/// A packet that a rule sent to a log group (`NFLOG`, nftables' `log group`).
public struct LoggedPacket: Sendable, Hashable {
  /// The text of the rule's `--nflog-prefix`.
  public var prefix = ""
  /// The hook the rule stands in (`NF_INET_…`): 0 PREROUTING to 4 POSTROUTING.
  public var hook: UInt8 = 0
  /// The interface it came in by; 0 for none.
  public var inInterface: UInt32 = 0
  /// The interface it goes out by; 0 for none.
  public var outInterface: UInt32 = 0
  /// The port of a bridge it came in by; 0 for none.
  public var physicalInInterface: UInt32 = 0
  /// The port of a bridge it goes out by; 0 for none.
  public var physicalOutInterface: UInt32 = 0
  /// The packet mark.
  public var mark: UInt32 = 0
  /// When it came in, in microseconds since 1970; nil where the kernel does not say.
  public var timestamp: UInt64?
  /// Counts up by one for each packet of the group: a gap is a loss.
  public var sequence: UInt32?
  /// The packet from its IP header on, cut off where the reader asked for it.
  public var bytes: [UInt8] = []
}

extension LoggedPacket {
  init(_ message: NetlinkMessage) throws(KernelError) {
    self.init()
    var attributes = message.attributes(after: nfgenmsg.self)
    while let attribute = try attributes.next() { try take(attribute) }
  }

  private mutating func take(_ attribute: NetlinkAttribute) throws(KernelError) {
    switch attribute.type {
    case NFULA_PACKET_HDR: hook = try attribute.load(nfulnl_msg_packet_hdr.self).hook
    case NFULA_MARK: mark = try attribute.bigEndian()
    case NFULA_TIMESTAMP: timestamp = try Self.microseconds(attribute)
    case NFULA_IFINDEX_INDEV: inInterface = try attribute.bigEndian()
    case NFULA_IFINDEX_OUTDEV: outInterface = try attribute.bigEndian()
    case NFULA_IFINDEX_PHYSINDEV: physicalInInterface = try attribute.bigEndian()
    case NFULA_IFINDEX_PHYSOUTDEV: physicalOutInterface = try attribute.bigEndian()
    case NFULA_PAYLOAD: bytes = attribute.payload.array
    case NFULA_PREFIX: prefix = attribute.string
    case NFULA_SEQ: sequence = try attribute.bigEndian()
    case _: break
    }
  }

  private static func microseconds(_ attribute: NetlinkAttribute) throws(KernelError) -> UInt64 {
    let stamp = try attribute.load(nfulnl_msg_packet_timestamp.self)
    let seconds = UInt64(bigEndian: stamp.sec)
    return seconds &* 1_000_000 &+ UInt64(bigEndian: stamp.usec)
  }
}
