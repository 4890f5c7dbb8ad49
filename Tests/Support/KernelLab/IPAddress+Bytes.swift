import Addressing
import Glibc

extension IPAddress {
  /// An address from its 4 or 16 bytes in network order; IPv4-mapped ones become IPv4.
  init?(bytes: some Collection<UInt8>) {
    let words = Array(bytes)
    func word(_ range: Range<Int>) -> UInt64 { words[range].reduce(0) { $0 << 8 | UInt64($1) } }
    switch words.count {
    case 4: self.init(v4: UInt32(word(0..<4)))
    case 16 where word(0..<8) == 0 && word(8..<12) == 0xffff: self.init(v4: UInt32(word(12..<16)))
    case 16: self.init(v6High: word(0..<8), low: word(8..<16))
    default: return nil
    }
  }

  /// `AF_INET` or `AF_INET6`.
  var socketFamily: Int32 { family == .ipv4 ? AF_INET : AF_INET6 }
}
