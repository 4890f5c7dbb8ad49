public import Addressing

/// The same thing once for each family.
public struct PerFamily<Value> {
  /// The one of IPv4.
  public var ipv4: Value
  /// The one of IPv6.
  public var ipv6: Value

  /// A value for each family.
  public init(ipv4: Value, ipv6: Value) {
    self.ipv4 = ipv4
    self.ipv6 = ipv6
  }

  /// The one of `family`.
  public subscript(family: IPFamily) -> Value {
    get {
      switch family {
      case .ipv4: ipv4
      case .ipv6: ipv6
      }
    }
    set {
      switch family {
      case .ipv4: ipv4 = newValue
      case .ipv6: ipv6 = newValue
      }
    }
  }
}

extension PerFamily: Sendable where Value: Sendable {}
extension PerFamily: Equatable where Value: Equatable {}
extension PerFamily: Hashable where Value: Hashable {}
