/// A text as Prometheus holds it: bytes, equal only when every byte is, ordered by bytes.
///
/// Swift's `String` takes `é` and `e` with an accent for equal; Prometheus does not.
public struct ByteString: Sendable, Hashable {
  /// The bytes, of any value.
  public var bytes: [UInt8]

  /// The text of these bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The text of these bytes.
  public init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  /// The UTF-8 of a string.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether there are no bytes.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether it begins with `text`.
  public func hasPrefix(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes.starts(with: $0) }
  }
}

extension ByteString: Comparable {
  /// Orders by bytes, a prefix first.
  public static func < (left: ByteString, right: ByteString) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension ByteString: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The UTF-8 of a literal.
  public init(stringLiteral text: String) { self.init(text) }

  /// The text, U+FFFD for what is no UTF-8.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
