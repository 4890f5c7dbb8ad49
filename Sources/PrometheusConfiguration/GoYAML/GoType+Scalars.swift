extension GoType where Value == String {
  /// Text; numbers and booleans are taken as they are written.
  static let string = named("string")

  /// A string type.
  static func named(_ name: String) -> GoType {
    scalar(name, zero: { "" }) { meaning, bytes in
      if case .string(let text) = meaning { return String(decoding: text, as: UTF8.self) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

extension GoType where Value == [UInt8] {
  /// Text kept as bytes, which `!!binary` can make anything.
  static let bytes = scalar("string", zero: { [] }) { meaning, bytes in
    if case .string(let text) = meaning { return text }
    return bytes
  }
}

extension GoType where Value == SecretText {
  /// `config.Secret`.
  static let secret = scalar("config.plain", zero: { SecretText("") }) { meaning, bytes in
    if case .string(let text) = meaning { return SecretText(String(decoding: text, as: UTF8.self)) }
    return SecretText(String(decoding: bytes, as: UTF8.self))
  }
}

extension GoType where Value == Bool {
  static let bool = scalar("bool", zero: { false }) { meaning, _ in
    if case .bool(let value) = meaning { value } else { nil }
  }
}

extension GoType where Value == Int {
  static let int = whole("int")
  static let int64 = whole("int64")

  private static func whole(_ name: String) -> GoType {
    scalar(name, zero: { 0 }) { meaning, _ in
      switch meaning {
      case .int(let value): value
      case .uint(let value): Int(exactly: value)
      case .float(let value): value < 9.3e18 && value > -9.3e18 ? Int(value) : nil
      case .null, .bool, .timestamp, .string: nil
      }
    }
  }
}

extension GoType where Value == UInt {
  static let uint = whole("uint")
  static let uint64 = whole("uint64")

  private static func whole(_ name: String) -> GoType {
    scalar(name, zero: { 0 }) { meaning, _ in
      switch meaning {
      case .int(let value): UInt(exactly: value)
      case .uint(let value): value
      case .float(let value): truncated(value)
      case .null, .bool, .timestamp, .string: nil
      }
    }
  }

  /// Go's conversion of a float on amd64: negative values wrap, 2^64 itself is accepted.
  private static func truncated(_ value: Double) -> UInt? {
    guard value <= 18_446_744_073_709_551_616.0 else { return nil }
    if value >= 18_446_744_073_709_551_616.0 { return 1 << 63 }
    if value < 0 { return value > -9.2e18 ? UInt(bitPattern: Int(value)) : 1 << 63 }
    return UInt(value)
  }
}

extension GoType where Value == Double {
  static let float64 = scalar("float64", zero: { 0 }) { meaning, _ in
    switch meaning {
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .float(let value): value
    case .null, .bool, .timestamp, .string: nil
    }
  }
}

extension GoType where Value == PrometheusDuration {
  /// `model.Duration`.
  static let duration = parsed(zero: { .zero }) { text throws(Rejection) in
    try PrometheusDuration(parsing: text)
  }
}

extension GoType where Value == GoURL? {
  /// `config.URL`: nil for null.
  static let url = parsed(zero: { nil }) { text throws(Rejection) in try GoURL(parsing: text) }
}

extension GoType where Value == Void {
  /// `interface{}`: whatever stands there.
  static let any = GoType(name: "interface {}", zero: { () }) { _, _, _ in true }
}
