import RegularExpressions

/// Which names labels may have (`metric_name_validation_scheme`).
public enum NameValidation: String, Sendable, Hashable, CaseIterable {
  /// Anything that is UTF-8 and not empty: the default since Prometheus 3.0.
  case utf8
  /// Letters, digits and `_`, no digit first.
  case legacy

  /// Whether a label may have this name.
  public func allows(_ name: ByteString) -> Bool {
    guard let first = name.bytes.first else { return false }
    switch self {
    case .utf8: return UTF8Text.isValid(name.bytes)
    case .legacy: return !isDigit(first) && name.bytes.allSatisfy(isWordByte)
    }
  }

  /// Whether a label may have the name that a template with `$1` in it makes, as far as can be told
  /// beforehand.
  func allows(template: ByteString) -> Bool {
    switch self {
    case .utf8: allows(template)
    case .legacy: LegacyTemplate.matches(template.bytes)
    }
  }
}

/// `^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$` of Prometheus' relabel package.
private enum LegacyTemplate {
  static func matches(_ bytes: [UInt8]) -> Bool {
    // Digits may stand behind anything but at the very beginning.
    var rest = bytes[...]
    guard let first = rest.first, !isDigit(first) else { return false }
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "$") {
        guard isWordByte(byte) else { return false }
        continue
      }
      let isBraced = rest.first == UInt8(ascii: "{")
      if isBraced { rest = rest.dropFirst() }
      let name = rest.prefix(while: isWordByte)
      guard !name.isEmpty else { return false }
      rest = rest.dropFirst(name.count)
      if isBraced {
        guard rest.popFirst() == UInt8(ascii: "}") else { return false }
      }
    }
    return true
  }
}

private func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }

private func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || 65...90 ~= byte || 97...122 ~= byte || byte == 95
}
