public import Addressing

/// An option of `create`, in the order of the text (ipset(8)).
public enum IPSetOption: Sendable, Hashable {
  case family(IPFamily)
  case hashsize(UInt32)
  case maxelem(UInt32)
  case bucketsize(UInt32)
  case initval(UInt32)
  /// `netmask`: addresses are cut to so many bits before they are stored or looked up.
  case netmask(UInt8)
  /// `bitmask`: the same with a mask of any shape.
  case bitmask(IPAddress)
  case markmask(UInt32)
  /// `range` of bitmap:ip and bitmap:ip,mac.
  case range(IPRange)
  /// `range` of bitmap:port.
  case portRange(PortRange)
  /// `size` of list:set.
  case size(UInt32)
  /// `timeout`: how many seconds a member stays that has no timeout of its own; 0 is for ever.
  case timeout(UInt32)
  case counters
  case comment
  case skbinfo
  case forceadd
  /// A word this reader does not know.
  case unknown(String)
}

extension IPSetOption: CustomStringConvertible {
  /// The option as `ipset save` prints it.
  public var description: String {
    switch self {
    case .family(let family): family == .ipv4 ? "family inet" : "family inet6"
    case .hashsize(let value): "hashsize \(value)"
    case .maxelem(let value): "maxelem \(value)"
    case .bucketsize(let value): "bucketsize \(value)"
    case .initval(let value): "initval \(LineField.hexadecimal(value, digits: 8))"
    case .netmask(let value): "netmask \(value)"
    case .bitmask(let value): "bitmask \(value)"
    case .markmask(let value): "markmask \(LineField.hexadecimal(value, digits: 8))"
    case .range(let range): "range \(range.first)-\(range.last)"
    case .portRange(let range): "range \(range.first)-\(range.last)"
    case .size(let value): "size \(value)"
    case .timeout(let value): "timeout \(value)"
    case .counters: "counters"
    case .comment: "comment"
    case .skbinfo: "skbinfo"
    case .forceadd: "forceadd"
    case .unknown(let text): text
    }
  }
}
