public import Addressing

/// One frame of a link: who sent it to whom, and what is in it.
public struct Frame: Sendable, Hashable {
  /// The sender's hardware address, where the link has such.
  public var source: MACAddress?
  /// The receiver's.
  public var destination: MACAddress?
  /// The VLANs it is tagged with, outermost first.
  public var vlans: [UInt16]
  /// What the rule wrote that logged it, for packets of an NFLOG group.
  public var log: LogEntry?
  /// What is in it.
  public var content: Content

  /// What a frame can hold.
  public enum Content: Sendable, Hashable {
    case ip(IPPacket)
    case arp(ARPPacket)
    /// A protocol that is not decoded, by its EtherType.
    case other(etherType: UInt16)
    /// It ends, or says of itself, what cannot be: the layer at fault.
    case malformed(String)
  }

  /// What NFLOG adds to a packet (`<linux/netfilter/nfnetlink_log.h>`).
  public struct LogEntry: Sendable, Hashable {
    /// `--nflog-prefix`.
    public var prefix: String
    /// The hook: 0 PREROUTING to 4 POSTROUTING.
    public var hook: UInt8
    /// The number of the interface it came in by, 0 for none.
    public var inInterface: UInt32
    /// The number of the interface it leaves by, 0 for none.
    public var outInterface: UInt32
  }

  /// How many packets are around it.
  private var depth = 0

  init(content: Content) {
    vlans = []
    self.content = content
  }

  /// Reads the bytes of a frame; whatever they are, something is made of them.
  public init(decoding bytes: ArraySlice<UInt8>, _ linkType: LinkType) {
    self.init(decoding: bytes, linkType, depth: 0)
  }

  /// The same within `depth` other packets.
  init(decoding bytes: ArraySlice<UInt8>, _ linkType: LinkType, depth: Int) {
    self.init(content: .malformed("link header"))
    self.depth = depth
    var cursor = ByteCursor(bytes)
    switch linkType {
    case .ethernet: decodeEthernet(&cursor)
    case .linuxCooked: decodeCooked(&cursor)
    case .linuxCooked2: decodeCooked2(&cursor)
    case .null, .loop:
      guard cursor.take(4) != nil else { return }
      content = ip(cursor.rest)
    case .raw, .rawOnLinux, .ipv4, .ipv6: content = ip(bytes)
    case .nflog: decodeLog(&cursor)
    case _: content = .malformed("link type \(linkType.rawValue) is not known")
    }
  }

  private mutating func decodeEthernet(_ cursor: inout ByteCursor) {
    destination = cursor.hardwareAddress()
    source = cursor.hardwareAddress()
    guard let type = cursor.word() else { return }
    decode(etherType: type, &cursor)
  }

  /// `LINKTYPE_LINUX_SLL`: packet type, hardware type, address length, address, protocol.
  private mutating func decodeCooked(_ cursor: inout ByteCursor) {
    guard cursor.take(4) != nil, let length = cursor.word(), let address = cursor.take(8),
      let type = cursor.word()
    else { return }
    source = Self.hardwareAddress(address, Int(length))
    decode(etherType: type, &cursor)
  }

  /// `LINKTYPE_LINUX_SLL2`: protocol, reserved, interface, hardware type, packet type, address.
  private mutating func decodeCooked2(_ cursor: inout ByteCursor) {
    guard let type = cursor.word(), cursor.take(9) != nil, let length = cursor.byte(),
      let address = cursor.take(8)
    else { return }
    source = Self.hardwareAddress(address, Int(length))
    decode(etherType: type, &cursor)
  }

  private static func hardwareAddress(_ bytes: ArraySlice<UInt8>, _ length: Int) -> MACAddress? {
    guard length == 6 else { return nil }
    return MACAddress(bits: bytes.prefix(6).reduce(0) { $0 << 8 | UInt64($1) })
  }

  private mutating func decode(etherType: UInt16, _ cursor: inout ByteCursor) {
    switch etherType {
    case 0x8100, 0x88a8, 0x9100:
      guard vlans.count < 8, let tag = cursor.word(), let inner = cursor.word() else {
        content = .malformed("VLAN tag")
        return
      }
      vlans.append(tag & 0xfff)
      decode(etherType: inner, &cursor)
    case 0x0800, 0x86dd: content = ip(cursor.rest)
    case 0x0806: content = ARPPacket(decoding: cursor.rest).map(Content.arp) ?? .malformed("ARP")
    case _: content = .other(etherType: etherType)
    }
  }

  private func ip(_ bytes: ArraySlice<UInt8>) -> Content {
    IPPacket(decoding: bytes, depth: depth).map(Content.ip) ?? .malformed("IP header")
  }

  /// `LINKTYPE_NFLOG`: a header of four bytes, then type-length-value fields in host byte order.
  private mutating func decodeLog(_ cursor: inout ByteCursor) {
    guard cursor.take(4) != nil else { return }
    var entry = LogEntry(prefix: "", hook: 0, inInterface: 0, outInterface: 0)
    content = .malformed("NFLOG without a packet")
    while let length = cursor.word().map({ Int($0.byteSwapped) }), length >= 4,
      let type = cursor.word()?.byteSwapped, let value = cursor.take(length - 4)
    {
      var field = ByteCursor(value)
      switch type {
      case 1: if field.word() != nil, let hook = field.byte() { entry.hook = hook }
      case 4: entry.inInterface = field.long() ?? 0
      case 5: entry.outInterface = field.long() ?? 0
      case 9: content = ip(value)
      case 10: entry.prefix = String(decoding: value.prefix { $0 != 0 }, as: UTF8.self)
      case _: break
      }
      _ = cursor.take((4 - length % 4) % 4)
    }
    log = entry
  }
}
