import CNetfilter
import Firewall

/// One table as the kernel lists it.
struct TableRecord {
  var family: NFTables.Family = .ip
  var name = ""
  var handle: UInt64 = 0
  var flags: UInt32 = 0
  var comment: String?

  /// All tables of the namespace, in the kernel's order. Families that nft does not know are left
  /// out: there are none in any kernel so far.
  static func read(_ connection: NFTablesConnection) throws(KernelError) -> [TableRecord] {
    try connection.dump("the tables of nf_tables", NFT_MSG_GETTABLE, into: []) {
      tables, message throws(KernelError) in
      let header: nfgenmsg = try message.header()
      guard let family = NFTables.Family(number: header.nfgen_family) else { return }
      var table = TableRecord()
      table.family = family
      var attributes = message.attributes(after: nfgenmsg.self)
      while let attribute = try attributes.next() {
        switch attribute.type {
        case NFTA_TABLE_NAME: table.name = attribute.string
        case NFTA_TABLE_HANDLE: table.handle = try attribute.bigEndian()
        case NFTA_TABLE_FLAGS: table.flags = try attribute.bigEndian()
        case NFTA_TABLE_USERDATA: table.comment = UserData(attribute.payload).comment
        case _: break
        }
      }
      tables.append(table)
    }
  }
}

extension NFTables.Family {
  /// The family of an `NFPROTO_…` number.
  init?(number: UInt8) {
    switch Int(number) {
    case NFPROTO_INET: self = .inet
    case NFPROTO_IPV4: self = .ip
    case NFPROTO_ARP: self = .arp
    case NFPROTO_NETDEV: self = .netdev
    case NFPROTO_BRIDGE: self = .bridge
    case NFPROTO_IPV6: self = .ip6
    case _: return nil
    }
  }

  /// `NFPROTO_…`.
  var number: Int32 {
    switch self {
    case .inet: Int32(NFPROTO_INET)
    case .ip: Int32(NFPROTO_IPV4)
    case .arp: Int32(NFPROTO_ARP)
    case .netdev: Int32(NFPROTO_NETDEV)
    case .bridge: Int32(NFPROTO_BRIDGE)
    case .ip6: Int32(NFPROTO_IPV6)
    }
  }
}

/// What nft leaves with tables, chains, rules and sets for itself: type, length and value each
/// (libnftnl/udata.h). The kernel does not read it.
struct UserData {
  private let bytes: KernelBytes

  init(_ bytes: KernelBytes) { self.bytes = bytes }

  /// The value of a type; nil where there is none.
  subscript(type: some BinaryInteger) -> KernelBytes? {
    var offset = 0
    while let kind: UInt8 = bytes.load(at: offset), let length: UInt8 = bytes.load(at: offset + 1) {
      if kind == UInt8(truncatingIfNeeded: type) {
        return bytes.slice(offset + 2, offset + 2 + Int(length))
      }
      offset += 2 + Int(length)
    }
    return nil
  }

  /// The comment of a table, a chain, a rule, an object or an element: everywhere of type 0.
  var comment: String? { self[NFTNL_UDATA_RULE_COMMENT.rawValue]?.string }
}
