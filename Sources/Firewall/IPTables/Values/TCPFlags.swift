/// A set of TCP flags, as byte 13 of the header has them.
public struct TCPFlags: OptionSet, Sendable, Hashable {
  public var rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let fin = Self(rawValue: 0x01)
  public static let syn = Self(rawValue: 0x02)
  public static let rst = Self(rawValue: 0x04)
  public static let psh = Self(rawValue: 0x08)
  public static let ack = Self(rawValue: 0x10)
  public static let urg = Self(rawValue: 0x20)
}

/// `--tcp-flags MASK COMPARED`: of the flags in the mask, exactly the compared ones are set.
public struct TCPFlagTest: Sendable, Hashable {
  /// The flags looked at.
  public var mask: TCPFlags
  /// Those of them that are set.
  public var compared: TCPFlags

  /// `--tcp-flags mask compared`.
  public init(mask: TCPFlags, compared: TCPFlags) {
    self.mask = mask
    self.compared = compared
  }

  /// `--syn`: a connection's first segment.
  public static let syn = TCPFlagTest(mask: [.fin, .syn, .rst, .ack], compared: .syn)

  /// Whether a segment with `flags` passes.
  public func matches(_ flags: TCPFlags) -> Bool { flags.intersection(mask) == compared }
}

extension TCPFlags {
  private static let ordered = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"]

  /// The flag called so; `ALL` and `NONE` are sets.
  public init?(name: String) {
    switch name.uppercased() {
    case "ALL": self.init(rawValue: 0x3f)
    case "NONE": self.init(rawValue: 0)
    case let wanted:
      guard let bit = Self.ordered.firstIndex(of: wanted) else { return nil }
      self.init(rawValue: 1 << UInt8(bit))
    }
  }

  /// `FIN,SYN,RST,ACK`, or `NONE`.
  public var names: String {
    if isEmpty { return "NONE" }
    return Self.ordered.enumerated().filter { rawValue >> UInt8($0.offset) & 1 == 1 }
      .map(\.element).joined(separator: ",")
  }
}
