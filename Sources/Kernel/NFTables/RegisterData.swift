import Addressing
import CNetfilter

/// Up to sixteen bytes of a register or a constant, the first byte highest.
struct RegisterData: Hashable {
  /// The first eight bytes, zeros after the last.
  private(set) var high: UInt64 = 0
  /// The next eight.
  private(set) var low: UInt64 = 0
  /// How many there are.
  private(set) var count = 0

  init() {}

  /// The bytes; nil for more than sixteen.
  @inline(__always) init?(_ bytes: KernelBytes) {
    guard bytes.count <= 16 else { return nil }
    count = bytes.count
    if count == 4, let word: UInt32 = bytes.load() {
      high = UInt64(UInt32(bigEndian: word)) << 32
      return
    }
    for index in 0..<count {
      let byte = UInt64(bytes.load(UInt8.self, at: index) ?? 0)
      if index < 8 {
        high |= byte << UInt64(56 - 8 * index)
      } else {
        low |= byte << UInt64(120 - 8 * index)
      }
    }
  }

  /// The byte at an index, 0 behind the last.
  subscript(index: Int) -> UInt8 {
    guard index >= 0, index < 16 else { return 0 }
    return UInt8(
      truncatingIfNeeded: index < 8
        ? high >> UInt64(56 - 8 * index) : low >> UInt64(120 - 8 * index))
  }

  /// The bytes as a number in network order, of at most eight.
  var bigEndian: UInt64 { count == 0 ? 0 : high >> UInt64(8 * max(0, 8 - count)) }

  /// The first four bytes as a number in the machine's order.
  var host32: UInt32 { UInt32(truncatingIfNeeded: high >> 32).byteSwapped }

  /// The first two bytes as a number in network order.
  var port: UInt16 { UInt16(truncatingIfNeeded: high >> 48) }

  /// The bytes as an address, zeros behind the last.
  func address(_ family: IPFamily) -> IPAddress {
    switch family {
    case .ipv4: IPAddress(v4: UInt32(truncatingIfNeeded: high >> 32))
    case .ipv6: IPAddress(v6High: high, low: low)
    }
  }

  /// An address whose first bytes are ones, as many as these.
  func ones(_ family: IPFamily) -> IPAddress {
    let bits = count * 8
    let first: UInt64 = bits == 0 ? 0 : bits >= 64 ? .max : .max << UInt64(64 - bits)
    let second: UInt64 = bits <= 64 ? 0 : bits >= 128 ? .max : .max << UInt64(128 - bits)
    switch family {
    case .ipv4: return IPAddress(v4: UInt32(truncatingIfNeeded: first >> 32))
    case .ipv6: return IPAddress(v6High: first, low: second)
    }
  }

  var isZero: Bool { high == 0 && low == 0 }
}

extension NetlinkAttribute {
  /// `NFTA_DATA_VALUE` within: the bytes of a constant.
  @inline(__always) func dataValue() throws(KernelError) -> KernelBytes {
    var attributes = nested
    while let attribute = try attributes.next() {
      if attribute.type == NFTA_DATA_VALUE.number { return attribute.payload }
    }
    return payload.slice(0, 0)
  }
}

/// Registers by number: `NFT_REG_1` to `NFT_REG_4` have sixteen bytes each, `NFT_REG32_00` and on
/// are the same in pieces of four.
enum RegisterNumber {
  /// How many places of four bytes there are, that of the verdict left out.
  static let count = 20

  /// The place of four bytes that a register begins at; nil for the verdict, and for none at all.
  @inline(__always) static func place(_ register: UInt32) -> Int? {
    let number = Int(register)
    switch number {
    case NFT_REG_1.number...NFT_REG_4.number: return 4 * (number - NFT_REG_1.number)
    case NFT_REG32_00.number...NFT_REG32_15.number: return number - NFT_REG32_00.number
    case _: return nil
    }
  }
}
