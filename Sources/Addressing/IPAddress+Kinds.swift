extension IPAddress {
  /// Whether the address is in 127.0.0.0/8 or is ::1.
  public var isLoopback: Bool {
    switch family {
    case .ipv4: low >> 24 == 127
    case .ipv6: high == 0 && low == 1
    }
  }

  /// Whether the address is multicast: 224.0.0.0/4 or ff00::/8.
  public var isMulticast: Bool {
    switch family {
    case .ipv4: low >> 28 == 0xe
    case .ipv6: high >> 56 == 0xff
    }
  }

  /// Whether the address is link-local: 169.254.0.0/16 or fe80::/10.
  public var isLinkLocal: Bool {
    switch family {
    case .ipv4: low >> 16 == 0xa9fe
    case .ipv6: high >> 54 == 0xfe80 >> 6
    }
  }

  /// Whether every bit is zero: 0.0.0.0 or ::.
  public var isUnspecified: Bool { high == 0 && low == 0 }
}
