import Addressing
import CNetfilter
import Firewall

extension CompatibleRule {
  mutating func readPayload(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var (destination, base, offset, count): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_PAYLOAD_DREG: destination = try attribute.bigEndian()
      case NFTA_PAYLOAD_BASE: base = try attribute.bigEndian()
      case NFTA_PAYLOAD_OFFSET: offset = try attribute.bigEndian()
      case NFTA_PAYLOAD_LEN: count = try attribute.bigEndian()
      case _: break
      }
    }
    return set(
      destination, .payload(base: base, offset: Int(offset), count: Int(count), mask: nil))
  }

  mutating func readMeta(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var (key, destination, source): (UInt32, UInt32, UInt32) = (0, 0, 0)
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_META_KEY: key = try attribute.bigEndian()
      case NFTA_META_DREG: destination = try attribute.bigEndian()
      case NFTA_META_SREG: source = try attribute.bigEndian()
      case _: break
      }
    }
    if set(destination, .meta(key: key, mask: nil)) { return true }
    // `-j TRACE` sets a flag of the packet.
    guard key == NFT_META_NFTRACE.rawValue, case .constant(let value) = register(source),
      value[0] == 1
    else { return false }
    target = .extension(TraceTarget())
    return true
  }

  mutating func readBitwise(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var (source, destination, operation): (UInt32, UInt32, UInt32) = (0, 0, 0)
    var mask: RegisterData?
    var flips: RegisterData?
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_BITWISE_SREG: source = try attribute.bigEndian()
      case NFTA_BITWISE_DREG: destination = try attribute.bigEndian()
      case NFTA_BITWISE_OP: operation = try attribute.bigEndian()
      case NFTA_BITWISE_MASK: mask = RegisterData(try attribute.dataValue())
      case NFTA_BITWISE_XOR: flips = RegisterData(try attribute.dataValue())
      case _: break
      }
    }
    // NFT_BITWISE_BOOL, later called NFT_BITWISE_MASK_XOR, is 0.
    guard operation == 0, let mask, flips?.isZero == true else { return false }
    switch register(source) {
    case .payload(let base, let offset, let count, mask: nil):
      return set(destination, .payload(base: base, offset: offset, count: count, mask: mask))
    case .meta(let key, mask: nil): return set(destination, .meta(key: key, mask: mask))
    case .payload, .meta, .constant, .nothing: return false
    }
  }

  mutating func readComparison(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var (source, operation): (UInt32, UInt32) = (0, 0)
    var value = RegisterData()
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_CMP_SREG: source = try attribute.bigEndian()
      case NFTA_CMP_OP: operation = try attribute.bigEndian()
      case NFTA_CMP_DATA:
        guard let data = RegisterData(try attribute.dataValue()) else { return false }
        value = data
      case _: break
      }
    }
    switch register(source) {
    case .payload(NFT_PAYLOAD_NETWORK_HEADER.rawValue, let offset, let count, let mask):
      return compareNetwork(offset, count, mask, operation, value)
    case .payload(NFT_PAYLOAD_TRANSPORT_HEADER.rawValue, let offset, let count, let mask):
      return compareTransport(offset, count, mask, operation, value)
    case .meta(let key, let mask): return compareMeta(key, mask, operation, value)
    case .payload, .constant, .nothing: return false
    }
  }

  /// A run of ports.
  mutating func readRange(_ data: NetlinkAttributes) throws(KernelError) -> Bool {
    var attributes = data
    var (source, operation): (UInt32, UInt32) = (0, 0)
    var (first, last): (RegisterData?, RegisterData?)
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_RANGE_SREG: source = try attribute.bigEndian()
      case NFTA_RANGE_OP: operation = try attribute.bigEndian()
      case NFTA_RANGE_FROM_DATA: first = RegisterData(try attribute.dataValue())
      case NFTA_RANGE_TO_DATA: last = RegisterData(try attribute.dataValue())
      case _: break
      }
    }
    guard let first, let last,
      case .payload(NFT_PAYLOAD_TRANSPORT_HEADER.rawValue, let offset, count: 2, mask: nil) =
        register(source)
    else { return false }
    return setPorts(
      PortRange(first.port, last.port), offset,
      isInverted: operation == NFT_RANGE_NEQ.rawValue)
  }
}
