import CNetfilter
import Firewall

/// `struct xt_set_info_match_v1`, `v3` and `v4` (linux/netfilter/xt_set.h). Revision 2 is laid out
/// as revision 1.
extension SetMatch: KernelMatch {
  init?(kernel blob: ExtensionBlob) {
    self.init()
    switch blob.revision {
    case 1, 2:
      guard let info = blob.exact(xt_set_info_match_v1.self),
        readSet(info.match_set, blob.names)
      else { return nil }
      returnsNomatch = isSet(IPSET_RETURN_NOMATCH.rawValue, in: info.match_set.flags)
    case 3:
      guard let info = blob.exact(xt_set_info_match_v3.self),
        readSet(info.match_set, blob.names)
      else { return nil }
      readFlags(info.flags)
      packets = CounterCondition(info.packets.op, info.packets.value)
      bytes = CounterCondition(info.bytes.op, info.bytes.value)
    case 4:
      guard let info = blob.exact(xt_set_info_match_v4.self),
        readSet(info.match_set, blob.names)
      else { return nil }
      readFlags(info.flags)
      packets = CounterCondition(info.packets.op, info.packets.value)
      bytes = CounterCondition(info.bytes.op, info.bytes.value)
    case _: return nil
    }
  }

  private mutating func readSet(_ info: xt_set_info, _ names: SetNames) -> Bool {
    guard let name = names[info.index], let directions = SetDirections(info) else { return false }
    (set, self.directions) = (name, directions)
    isInverted = isSet(IPSET_INV_MATCH.rawValue, in: info.flags)
    return true
  }

  private mutating func readFlags(_ flags: UInt32) {
    returnsNomatch = isSet(IPSET_FLAG_RETURN_NOMATCH.rawValue, in: flags)
    updatesCounters = !isSet(IPSET_FLAG_SKIP_COUNTER_UPDATE.rawValue, in: flags)
    updatesSubcounters = !isSet(IPSET_FLAG_SKIP_SUBCOUNTER_UPDATE.rawValue, in: flags)
  }
}

extension CounterCondition {
  /// nil for `IPSET_COUNTER_NONE`, and for what no header names.
  fileprivate init?(_ operation: UInt8, _ value: UInt64) {
    switch Int(operation) {
    case IPSET_COUNTER_EQ: self.init(.equal, value)
    case IPSET_COUNTER_NE: self.init(.notEqual, value)
    case IPSET_COUNTER_LT: self.init(.less, value)
    case IPSET_COUNTER_GT: self.init(.greater, value)
    case _: return nil
    }
  }
}

extension SetDirections {
  /// One bit a dimension, from bit 1 on: set for `src`.
  init?(_ info: xt_set_info) {
    guard (1...UInt8(IPSET_DIM_MAX.rawValue)).contains(info.dim) else { return nil }
    self.init()
    for dimension in 1...info.dim {
      append(info.flags >> dimension & 1 == 1 ? .source : .destination)
    }
  }
}
