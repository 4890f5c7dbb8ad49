import Firewall

/// `xt_u32.c`, `u32_mt`: numbers out of the packet's bytes, which a flow tells only in part.
extension U32Match: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let bytes = PacketBytes(context.packet)
    var isOpen = false
    for test in tests {
      switch test.holds(in: bytes) {
      case .some(true): continue
      case .some(false): return Truth(isInverted)
      case .none: isOpen = true
      }
    }
    return isOpen
      ? open(context, "bytes of the packet are not known") : Truth(!isInverted)
  }
}

extension U32Match.Test {
  /// Whether the test holds (`u32_match_it`); nil where it depends on bytes nobody knows.
  fileprivate func holds(in bytes: PacketBytes) -> Bool? {
    let length = bytes.length ?? bytes.shortest
    let outside: Bool? = bytes.length == nil ? nil : false
    var start = 0
    guard Int(offset) <= length - 4 else { return outside }
    var (value, known) = bytes.word(at: Int(offset))
    for step in steps {
      switch step {
      case .and(let mask): (value, known) = (value & mask, known | ~mask)
      case .shiftLeft(let bits):
        let hidden: UInt32 = bits >= 32 ? .max : (1 << bits) - 1
        (value, known) = (value << bits, known << bits | hidden)
      case .shiftRight(let bits):
        let hidden: UInt32 = bits == 0 ? 0 : bits >= 32 ? .max : ~(UInt32.max >> bits)
        (value, known) = (value >> bits, known >> bits | hidden)
      case .move(let offset):
        guard known == .max else { return nil }
        start += Int(value)
        guard start + 4 <= length, Int(offset) <= length - start - 4 else { return outside }
        (value, known) = bytes.word(at: start + Int(offset))
      }
    }
    guard known == .max else { return nil }
    return values.contains { $0.contains(value) }
  }
}
