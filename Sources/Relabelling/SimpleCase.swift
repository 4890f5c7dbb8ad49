import RegularExpressions

/// Upper and lower case as Go's `unicode` maps them: one character for one, never `ß` to `SS`.
///
/// Characters that came after Unicode 15.0, which Go has, stay as they are.
enum SimpleCase {
  /// Go's `strings.ToLower`.
  static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
    mapped(bytes, ascii: { 65...90 ~= $0 ? $0 | 0x20 : $0 }) { lower($0) }
  }

  /// Go's `strings.ToUpper`.
  static func uppercased(_ bytes: [UInt8]) -> [UInt8] {
    mapped(bytes, ascii: { 97...122 ~= $0 ? $0 & 0xdf : $0 }) { upper($0) }
  }

  private static func mapped(
    _ bytes: [UInt8], ascii: (UInt8) -> UInt8, _ map: (Unicode.Scalar) -> Unicode.Scalar
  ) -> [UInt8] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes.map(ascii) }
    var out: [UInt8] = []
    let text = UTF8Text.isValid(bytes) ? bytes : UTF8Text(repairing: bytes).bytes
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      out += UTF8.encode(map(scalar)).map(Array.init) ?? []
    }
    return out
  }

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    // The one character whose full lower case is two: dotted capital I.
    scalar == "\u{130}" ? "i" : one(scalar.properties.lowercaseMapping, of: scalar)
  }

  private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // Greek with iota subscript: its full mapping writes the iota out, the simple one is its title
    // case (UnicodeData.txt, field 12).
    case 0x1f80...0x1f87, 0x1f90...0x1f97, 0x1fa0...0x1fa7:
      Unicode.Scalar(scalar.value + 8) ?? scalar
    case 0x1fb3, 0x1fc3, 0x1ff3: Unicode.Scalar(scalar.value + 9) ?? scalar
    case _: one(scalar.properties.uppercaseMapping, of: scalar)
    }
  }

  /// The mapping where it is one character that Go's Unicode has.
  private static func one(_ mapping: String, of scalar: Unicode.Scalar) -> Unicode.Scalar {
    let scalars = mapping.unicodeScalars
    guard scalars.count == 1, let mapped = scalars.first, mapped != scalar, isKnown(mapped),
      isKnown(scalar)
    else { return scalar }
    return mapped
  }

  private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.age.map { $0.major <= 15 } ?? false
  }
}
