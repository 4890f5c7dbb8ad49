/// A set of address types, a bit for each `RTN_*` of linux/rtnetlink.h.
public struct AddressTypes: OptionSet, Sendable, Hashable {
  public var rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let unspecified = Self(rawValue: 1 << 0)
  public static let unicast = Self(rawValue: 1 << 1)
  public static let local = Self(rawValue: 1 << 2)
  public static let broadcast = Self(rawValue: 1 << 3)
  public static let anycast = Self(rawValue: 1 << 4)
  public static let multicast = Self(rawValue: 1 << 5)
  public static let blackhole = Self(rawValue: 1 << 6)
  public static let unreachable = Self(rawValue: 1 << 7)
  public static let prohibit = Self(rawValue: 1 << 8)
  public static let `throw` = Self(rawValue: 1 << 9)
  public static let nat = Self(rawValue: 1 << 10)
  public static let xresolve = Self(rawValue: 1 << 11)
}

extension AddressTypes {
  private static let ordered = [
    "UNSPEC", "UNICAST", "LOCAL", "BROADCAST", "ANYCAST", "MULTICAST", "BLACKHOLE", "UNREACHABLE",
    "PROHIBIT", "THROW", "NAT", "XRESOLVE",
  ]

  /// The type called so, in any letter case.
  public init?(name: String) {
    guard let bit = Self.ordered.firstIndex(of: name.uppercased()) else { return nil }
    self.init(rawValue: 1 << UInt16(bit))
  }

  /// `UNICAST,LOCAL`.
  public var names: String {
    Self.ordered.enumerated().filter { rawValue >> UInt16($0.offset) & 1 == 1 }.map(\.element)
      .joined(separator: ",")
  }
}
