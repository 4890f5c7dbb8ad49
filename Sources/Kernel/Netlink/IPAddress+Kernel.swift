import Addressing
import CNetfilter

extension IPAddress {
  /// An address in network order: 4 or 16 bytes; nil for any other length.
  init?(_ bytes: KernelBytes) {
    if bytes.count == 4, let word: UInt32 = bytes.load() {
      self.init(v4: UInt32(bigEndian: word))
    } else if bytes.count == 16, let high: UInt64 = bytes.load(),
      let low: UInt64 = bytes.load(at: 8)
    {
      self.init(v6High: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    } else {
      return nil
    }
  }

  /// The address in network order.
  var networkBytes: [UInt8] {
    var bytes: [UInt8] = []
    if family == .ipv6 {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: high >> UInt64(shift)))
      }
    }
    for shift in stride(from: family == .ipv6 ? 56 : 24, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: low >> UInt64(shift)))
    }
    return bytes
  }
}

extension IPFamily {
  /// `AF_INET` or `AF_INET6`.
  var number: Int32 { self == .ipv4 ? AF_INET : AF_INET6 }

  /// The family of an `AF_…` number; nil for any other.
  init?(number: UInt8) {
    switch Int32(number) {
    case AF_INET: self = .ipv4
    case AF_INET6: self = .ipv6
    case _: return nil
    }
  }
}

extension NetlinkAttribute {
  /// An address in network order.
  func address() throws(KernelError) -> IPAddress {
    guard let address = IPAddress(payload) else {
      throw .malformed(
        subject: "netlink attribute \(type)",
        reason: "an address has 4 or 16 bytes, \(payload.count) are there")
    }
    return address
  }

  /// A network.
  func prefix(length: UInt8) throws(KernelError) -> IPPrefix {
    guard let prefix = IPPrefix(try address(), length: Int(length)) else {
      throw .malformed(subject: "netlink attribute \(type)", reason: "/\(length) is no prefix")
    }
    return prefix
  }
}
