import CRE2

/// An expression that cannot be compiled: what is wrong, and the piece that is.
public struct RegularExpressionError: Error, Sendable, Hashable {
  /// What can be wrong with an expression (Go: `regexp/syntax.ErrorCode`).
  public enum Reason: Sendable, Hashable {
    case invalidEscape
    case invalidCharacterClass
    case invalidCharacterRange
    case missingBracket
    case missingParenthesis
    case unexpectedParenthesis
    case trailingBackslash
    case missingRepeatArgument
    case invalidRepeatSize
    case invalidRepeatOperator
    case invalidPerlOperator
    case invalidUTF8
    case invalidNamedCapture
    case tooLarge
    case `internal`
  }

  /// What is wrong.
  public var reason: Reason
  /// The piece that is wrong.
  public var piece: [UInt8]

  /// The error that `piece` is wrong.
  public init(_ reason: Reason, _ piece: [UInt8]) {
    self.reason = reason
    self.piece = piece
  }
}

extension RegularExpressionError {
  /// RE2's error in Go's terms: where Go names the whole expression, so does this.
  init(_ error: HandleError, whole: [UInt8]) {
    let reason = Reason(error.code)
    switch reason {
    case .missingParenthesis, .unexpectedParenthesis: self.init(reason, whole)
    case _: self.init(reason, error.argument)
    }
  }
}

extension RegularExpressionError.Reason {
  init(_ code: cre2_error) {
    self =
      switch code {
      case CRE2_BAD_ESCAPE: .invalidEscape
      case CRE2_BAD_CHARACTER_CLASS: .invalidCharacterClass
      case CRE2_BAD_CHARACTER_RANGE: .invalidCharacterRange
      case CRE2_MISSING_BRACKET: .missingBracket
      case CRE2_MISSING_PARENTHESIS: .missingParenthesis
      case CRE2_UNEXPECTED_PARENTHESIS: .unexpectedParenthesis
      case CRE2_TRAILING_BACKSLASH: .trailingBackslash
      case CRE2_REPEAT_ARGUMENT: .missingRepeatArgument
      case CRE2_REPEAT_SIZE: .invalidRepeatSize
      case CRE2_REPEAT_OPERATOR: .invalidRepeatOperator
      case CRE2_BAD_PERL_OPERATOR: .invalidPerlOperator
      case CRE2_BAD_UTF8: .invalidUTF8
      case CRE2_BAD_NAMED_CAPTURE: .invalidNamedCapture
      case CRE2_TOO_LARGE: .tooLarge
      case _: .internal
      }
  }
}
