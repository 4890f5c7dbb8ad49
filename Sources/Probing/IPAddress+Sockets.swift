import Addressing
import Glibc

extension IPAddress {
  /// The address in the first 4 or 16 of `bytes`, which are in network order.
  init(bytes: [UInt8], _ family: IPFamily) {
    func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
    switch family {
    case .ipv4: self.init(v4: UInt32(word(0..<4)))
    case .ipv6: self.init(v6High: word(0..<8), low: word(8..<16))
    }
  }
}

extension IPFamily {
  /// `AF_INET` or `AF_INET6`.
  var socketFamily: Int32 { self == .ipv4 ? AF_INET : AF_INET6 }
}
