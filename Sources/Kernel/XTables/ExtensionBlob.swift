import Addressing
import CNetfilter

/// The bytes that a match or target left in the kernel: `struct xt_entry_match` without its head.
struct ExtensionBlob {
  /// The name as the kernel has it.
  let name: ExtensionName
  /// Which layout of the structure it is.
  let revision: UInt8
  /// The family of the rule, which says how wide addresses are.
  let family: IPFamily
  /// The structure, filled up to eight bytes.
  let bytes: KernelBytes
  /// Who knows the names of sets.
  let names: SetNames

  /// The structure, if it is as long as one of this type; nil for any other length.
  @inline(__always) func exact<Info>(_ type: Info.Type) -> Info? {
    guard bytes.count == Self.aligned(MemoryLayout<Info>.size) else { return nil }
    return bytes.structure(type)
  }

  /// `XT_ALIGN()`.
  @inline(__always) static func aligned(_ size: Int) -> Int { (size + 7) & ~7 }

  /// An address of the rule's family from a union or the like that begins with it.
  @inline(__always) func address(_ value: some Any) -> IPAddress {
    IPAddress(ofBytes: value, family: family)
  }

  /// An address under a mask.
  @inline(__always) func masked(
    _ address: some Any, _ mask: some Any
  ) -> MaskedAddress {
    MaskedAddress(self.address(address), mask: self.address(mask))
  }
}

/// A name of at most 29 bytes in three words, quick to compare.
struct ExtensionName: Hashable {
  private var words: (UInt64, UInt64) = (0, 0)
  private var rest: UInt64 = 0
  private var length = 0

  /// The name up to its NUL.
  @inline(__always) init(_ bytes: KernelBytes) {
    let limit = min(bytes.count, 29)
    while length < limit, let byte: UInt8 = bytes.load(at: length), byte != 0 { append(byte) }
  }

  init(_ text: String) {
    for byte in text.utf8.prefix(29) { append(byte) }
  }

  @inline(__always) private mutating func append(_ byte: UInt8) {
    let shifted = UInt64(byte) << UInt64(length & 7 * 8)
    switch length >> 3 {
    case 0: words.0 |= shifted
    case 1: words.1 |= shifted
    case _: rest = rest &* 257 &+ UInt64(byte)
    }
    length += 1
  }

  @inline(__always) static func == (left: Self, right: Self) -> Bool {
    left.words == right.words && left.rest == right.rest && left.length == right.length
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

/// Whether all the bits of `flag` are set.
@inline(__always) func isSet(
  _ flag: some BinaryInteger, in flags: some FixedWidthInteger
) -> Bool {
  let bits = UInt64(truncatingIfNeeded: flag)
  return UInt64(truncatingIfNeeded: flags) & bits == bits
}

/// The text in an array of characters of a structure, up to its NUL.
func characters(_ array: some Any) -> String {
  unsafe withUnsafeBytes(of: array) { unsafe KernelBytes($0).string }
}

extension IPAddress {
  /// An address in network order at the beginning of `value`; zero where that is too short.
  @inline(__always) init(ofBytes value: some Any, family: IPFamily) {
    self = unsafe withUnsafeBytes(of: value) { bytes in
      unsafe IPAddress(KernelBytes(bytes), family: family) ?? .zero(family)
    }
  }

  /// An address in network order at `offset`, nil where it does not fit.
  @inline(__always) init?(_ bytes: KernelBytes, at offset: Int = 0, family: IPFamily) {
    switch family {
    case .ipv4:
      guard let word: UInt32 = bytes.load(at: offset) else { return nil }
      self.init(v4: UInt32(bigEndian: word))
    case .ipv6:
      guard let high: UInt64 = bytes.load(at: offset),
        let low: UInt64 = bytes.load(at: offset + 8)
      else { return nil }
      self.init(v6High: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }
  }

  /// How many of the first bits are set.
  var leadingOnes: UInt8 {
    let high = (~high).leadingZeroBitCount
    switch family {
    case .ipv4: return UInt8((~(low << 32)).leadingZeroBitCount)
    case .ipv6: return UInt8(high < 64 ? high : 64 + (~low).leadingZeroBitCount)
    }
  }
}
