import CNetfilter
import Glibc

/// The flags of an interface (netdevice(7)), as `ip` prints them.
enum LinkFlags {
  static let up = UInt32(IFF_UP.rawValue)
  static let pointToPoint = UInt32(IFF_POINTOPOINT.rawValue)
  private static let running = UInt32(IFF_RUNNING.rawValue)

  /// `IFF_…` in the order of `ip`; `RUNNING` shows only by its lack.
  private static let names: [(UInt32, String)] = [
    (UInt32(IFF_LOOPBACK.rawValue), "LOOPBACK"), (UInt32(IFF_BROADCAST.rawValue), "BROADCAST"),
    (UInt32(IFF_POINTOPOINT.rawValue), "POINTOPOINT"),
    (UInt32(IFF_MULTICAST.rawValue), "MULTICAST"), (UInt32(IFF_NOARP.rawValue), "NOARP"),
    (UInt32(IFF_ALLMULTI.rawValue), "ALLMULTI"), (UInt32(IFF_PROMISC.rawValue), "PROMISC"),
    (UInt32(IFF_MASTER.rawValue), "MASTER"), (UInt32(IFF_SLAVE.rawValue), "SLAVE"),
    (UInt32(IFF_DEBUG.rawValue), "DEBUG"), (UInt32(IFF_DYNAMIC.rawValue), "DYNAMIC"),
    (UInt32(IFF_AUTOMEDIA.rawValue), "AUTOMEDIA"), (UInt32(IFF_PORTSEL.rawValue), "PORTSEL"),
    (UInt32(IFF_NOTRAILERS.rawValue), "NOTRAILERS"), (up, "UP"),
    (UInt32(IFF_LOWER_UP.rawValue), "LOWER_UP"),
    (UInt32(IFF_DORMANT.rawValue), "DORMANT"), (UInt32(IFF_ECHO.rawValue), "ECHO"),
  ]

  static func words(_ flags: UInt32) -> [String] {
    var words = flags & up != 0 && flags & running == 0 ? ["NO-CARRIER"] : []
    var rest = flags & ~running
    for (bit, name) in names where rest & bit != 0 {
      words.append(name)
      rest &= ~bit
    }
    if rest != 0 { words.append(String(rest, radix: 16)) }
    return words
  }
}

/// Words for numbers of `if_link.h`, as `ip` prints them.
enum LinkWords {
  /// `IF_OPER_…` (RFC 2863).
  static func operstate(_ number: UInt8) -> String {
    let names = ["UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP"]
    return names.indices.contains(Int(number)) ? names[Int(number)] : String(number)
  }

  static func linkmode(_ number: UInt8) -> String {
    let names = ["DEFAULT", "DORMANT"]
    return names.indices.contains(Int(number)) ? names[Int(number)] : String(number)
  }

  /// `IN6_ADDR_GEN_MODE_…`.
  static func addressMode(_ number: UInt8) -> String {
    let names = ["eui64", "none", "stable_secret", "random"]
    return names.indices.contains(Int(number)) ? names[Int(number)] : String(number)
  }
}
