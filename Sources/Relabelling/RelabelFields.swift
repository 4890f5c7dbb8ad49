/// A rule as it stands in a configuration: what is not set has its default.
public struct RelabelFields: Sendable, Hashable {
  /// `source_labels`; nil where the key is missing or null, which is not the same as `[]`.
  public var sourceLabels: [ByteString]?
  /// `separator`; empty for null.
  public var separator: ByteString = Self.defaultSeparator
  /// `regex`; nil where the key is missing. For null it is the empty expression.
  public var regex: RelabelExpression?
  /// `modulus`.
  public var modulus: UInt64 = 0
  /// `target_label`.
  public var targetLabel: ByteString = ""
  /// `replacement`; empty for null.
  public var replacement: ByteString = Self.defaultReplacement
  /// `action`; nil for null.
  public var action: RelabelAction? = .replace

  /// `;`
  public static let defaultSeparator: ByteString = ";"
  /// `$1`
  public static let defaultReplacement: ByteString = "$1"

  /// A rule with nothing set.
  public init() {}
}
