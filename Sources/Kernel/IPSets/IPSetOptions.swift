import Addressing
import CNetfilter
import Firewall

/// The options of a set, in the order of `ipset save`.
struct IPSetOptions {
  private let kind: IPSetKind
  private(set) var list: [IPSetOption] = []

  init(_ kind: IPSetKind) { self.kind = kind }

  mutating func read(_ data: AttributeTable, family: UInt8) throws(KernelError) {
    switch kind {
    case .bitmapIP, .bitmapIPMAC, .bitmapPort: try readRange(data)
    case .listSet: try put(data, IPSET_ATTR_SIZE) { .size($0) }
    case .hashMAC: try readHash(data)
    case .hashIP, .hashIPMAC, .hashIPMark, .hashIPPort, .hashIPPortIP, .hashIPPortNet, .hashNet,
      .hashNetNet, .hashNetPort, .hashNetPortNet, .hashNetInterface, .unknown:
      if let family = IPFamily(number: family) { list.append(.family(family)) }
      try put(data, IPSET_ATTR_MARKMASK) { .markmask($0) }
      try readHash(data)
      try readMasks(data)
    }
    try readExtensions(data)
  }

  private mutating func readHash(_ data: AttributeTable) throws(KernelError) {
    try put(data, IPSET_ATTR_HASHSIZE) { .hashsize($0) }
    try put(data, IPSET_ATTR_MAXELEM) { .maxelem($0) }
  }

  private mutating func readMasks(_ data: AttributeTable) throws(KernelError) {
    if let length: UInt8 = try data.number(IPSET_ATTR_NETMASK) { list.append(.netmask(length)) }
    guard let mask = data[cnf_ipset_attr_bitmask()] else { return }
    var nested = mask.nested
    if let address = try nested.next()?.address() { list.append(.bitmask(address)) }
  }

  private mutating func readRange(_ data: AttributeTable) throws(KernelError) {
    if kind == .bitmapPort {
      guard let first: UInt16 = try data[IPSET_ATTR_PORT]?.bigEndian(),
        let last: UInt16 = try data[IPSET_ATTR_PORT_TO]?.bigEndian()
      else { return }
      list.append(.portRange(PortRange(first, last)))
      return
    }
    guard let first = try address(data[IPSET_ATTR_IP]),
      let last = try address(data[IPSET_ATTR_IP_TO]), let range = IPRange(first, last)
    else { return }
    list.append(.range(range))
    if let length: UInt8 = try data.number(IPSET_ATTR_NETMASK) { list.append(.netmask(length)) }
  }

  private func address(_ attribute: NetlinkAttribute?) throws(KernelError) -> IPAddress? {
    guard var nested = attribute?.nested else { return nil }
    return try nested.next()?.address()
  }

  private mutating func readExtensions(_ data: AttributeTable) throws(KernelError) {
    try put(data, IPSET_ATTR_TIMEOUT) { .timeout($0) }
    let flags: UInt32 = try data[IPSET_ATTR_CADT_FLAGS]?.bigEndian() ?? 0
    if flags & UInt32(IPSET_FLAG_WITH_COUNTERS.rawValue) != 0 { list.append(.counters) }
    if flags & UInt32(IPSET_FLAG_WITH_COMMENT.rawValue) != 0 { list.append(.comment) }
    if flags & UInt32(IPSET_FLAG_WITH_SKBINFO.rawValue) != 0 { list.append(.skbinfo) }
    if let size: UInt8 = try data.number(IPSET_ATTR_BUCKETSIZE) {
      list.append(.bucketsize(UInt32(size)))
    }
    try put(data, IPSET_ATTR_INITVAL) { .initval($0) }
  }

  private mutating func put(
    _ data: AttributeTable, _ type: some FixedWidthInteger, _ make: (UInt32) -> IPSetOption
  ) throws(KernelError) {
    if let value: UInt32 = try data[type]?.bigEndian() { list.append(make(value)) }
  }
}
