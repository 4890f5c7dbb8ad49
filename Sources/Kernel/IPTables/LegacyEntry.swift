import Addressing
import CNetfilter
import Firewall

/// One entry of a table: a rule, or the head of a chain (`struct ipt_entry`, `ip6t_entry`).
struct LegacyEntry {
  let family: IPFamily
  /// The entry up to the next.
  let bytes: KernelBytes
  /// Where it lies in the table.
  let offset: Int
  /// Where the target begins within it.
  let targetOffset: Int
  private let targetSize: Int

  /// What both structures begin with, before the matches.
  static func headSize(_ family: IPFamily) -> Int {
    family == .ipv4 ? MemoryLayout<ipt_entry>.size : MemoryLayout<ip6t_entry>.size
  }
  /// Size, name and revision (`struct xt_entry_match` and `xt_entry_target`).
  static let extensionHead = unsafe MemoryLayout<xt_entry_target>.size

  /// The entry at `offset`. Throws where its parts do not fit into it.
  @inline(__always) init(
    _ table: KernelBytes, at offset: Int, _ family: IPFamily
  ) throws(KernelError) {
    self.family = family
    self.offset = offset
    // target_offset and next_offset follow the header match and a word.
    let place =
      4 + (family == .ipv4 ? MemoryLayout<ipt_ip>.size : MemoryLayout<ip6t_ip6>.size)
    guard let target: UInt16 = table.load(at: offset + place),
      let next: UInt16 = table.load(at: offset + place + 2)
    else { throw Self.malformed(offset, "its head is cut off") }
    let head = Self.headSize(family)
    guard Int(next) >= head + Self.extensionHead, offset + Int(next) <= table.count,
      Int(target) >= head, Int(target) + Self.extensionHead <= Int(next)
    else { throw Self.malformed(offset, "its target or its end lie elsewhere") }
    targetOffset = Int(target)
    bytes = table.slice(offset, offset + Int(next))
    guard let size: UInt16 = bytes.load(at: targetOffset), Int(size) >= Self.extensionHead,
      targetOffset + Int(size) <= bytes.count
    else { throw Self.malformed(offset, "its target does not fit") }
    targetSize = Int(size)
  }

  static func malformed(_ offset: Int, _ reason: String) -> KernelError {
    .malformed(subject: "the entry at byte \(offset) of an iptables table", reason: reason)
  }

  /// Where the next one begins.
  var end: Int { offset + bytes.count }

  /// How often it matched.
  @inline(__always) var counters: Counters {
    let place = Self.headSize(family) - MemoryLayout<xt_counters>.size
    guard let counters: xt_counters = bytes.load(at: place) else {
      return Counters(packets: 0, bytes: 0)
    }
    return Counters(packets: counters.pcnt, bytes: counters.bcnt)
  }

  /// The target's name: empty for a verdict or a jump.
  @inline(__always) var targetName: KernelBytes {
    bytes.slice(targetOffset + 2, targetOffset + Self.extensionHead - 1)
  }

  var targetRevision: UInt8 { bytes.load(at: targetOffset + Self.extensionHead - 1) ?? 0 }

  /// What follows the head of the target.
  @inline(__always) var targetData: KernelBytes {
    bytes.slice(targetOffset + Self.extensionHead, targetOffset + targetSize)
  }

  /// The verdict of a standard target: what the kernel does, or where a jump leads.
  @inline(__always) var verdict: Int32? {
    guard let first: UInt8 = targetName.load(), first == 0 else { return nil }
    return targetData.load()
  }

  /// The name that an error target holds: that of a chain, or `ERROR` at the end of a table.
  @inline(__always) var chainName: String? {
    ExtensionName(targetName) == Self.errorName ? targetData.string : nil
  }
  private static let errorName = ExtensionName("ERROR")
}
