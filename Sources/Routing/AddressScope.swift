/// How far away a destination is, or how far an address may be used (`rtnetlink(7)`, rtm_scope).
public struct AddressScope: RawRepresentable, Sendable, Hashable {
  /// The kernel's number: the larger, the nearer.
  public let rawValue: UInt8

  /// The scope with the kernel's number.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Anywhere.
  public static let global = Self(rawValue: 0)
  /// Within the site; deprecated.
  public static let site = Self(rawValue: 200)
  /// On this link.
  public static let link = Self(rawValue: 253)
  /// On this host.
  public static let host = Self(rawValue: 254)
  /// Nowhere.
  public static let nowhere = Self(rawValue: 255)
}

extension AddressScope: Comparable {
  /// Orders from far to near.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension AddressScope: CustomStringConvertible {
  /// Reads a name or a number.
  public init?(parsing text: String) {
    switch text {
    case "global", "universe": self = .global
    case "site": self = .site
    case "link": self = .link
    case "host": self = .host
    case "nowhere": self = .nowhere
    case _:
      guard let number = UInt32(routing: text), let value = UInt8(exactly: number) else {
        return nil
      }
      self.init(rawValue: value)
    }
  }

  /// The name, or the number where there is no name.
  public var description: String {
    switch self {
    case .global: "global"
    case .site: "site"
    case .link: "link"
    case .host: "host"
    case .nowhere: "nowhere"
    case _: String(rawValue)
    }
  }
}
