import RegularExpressions

/// The `regex` of a rule: anchored at both ends, the dot matching newlines (`^(?s:…)$`).
public struct RelabelExpression: Sendable {
  /// The expression as it stands in the rule.
  public let text: ByteString
  /// What is asked; nil for the default `(.*)`, which matches everything.
  private let compiled: RegularExpression?

  /// `(.*)`, the default.
  public static let everything = RelabelExpression()

  private init() {
    text = "(.*)"
    compiled = nil
  }

  /// Compiles an expression, in the sentences of Go's `regexp` where it cannot be.
  public init(_ text: ByteString) throws(RelabelError) {
    self.text = text
    if text == Self.everything.text {
      compiled = nil
      return
    }
    do throws(RegularExpressionError) {
      compiled = try RegularExpression(Array("^(?s:".utf8) + text.bytes + Array(")$".utf8))
    } catch {
      throw .expression(error)
    }
  }

  /// Whether it matches.
  public func matches(_ text: ByteString) -> Bool { compiled?.matches(text.bytes) ?? true }

  /// The match, for templates.
  func match(_ text: ByteString) -> RegularExpressionMatch? {
    guard let compiled else { return RegularExpressionMatch(whole: text.bytes) }
    return compiled.firstMatch(in: text.bytes)
  }

  /// `text` with its matches replaced.
  func replacing(in text: ByteString, with template: ExpansionTemplate) -> ByteString {
    guard let compiled else {
      return ByteString(template.expanded(RegularExpressionMatch(whole: text.bytes)))
    }
    return ByteString(compiled.replacingMatches(in: text.bytes, with: template))
  }
}

extension RelabelExpression: Hashable {
  /// Two expressions are equal when their texts are.
  public static func == (left: RelabelExpression, right: RelabelExpression) -> Bool {
    left.text == right.text
  }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
