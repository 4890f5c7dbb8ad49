extension RegularExpressionError: CustomStringConvertible {
  /// The sentence of Go's `regexp.Compile`.
  public var description: String {
    "error parsing regexp: \(reason.text): `\(String(decoding: piece, as: UTF8.self))`"
  }
}

extension RegularExpressionError.Reason {
  /// The words of Go's `regexp/syntax`.
  fileprivate var text: String {
    switch self {
    case .invalidEscape: "invalid escape sequence"
    case .invalidCharacterClass: "invalid character class"
    case .invalidCharacterRange: "invalid character class range"
    case .missingBracket: "missing closing ]"
    case .missingParenthesis: "missing closing )"
    case .unexpectedParenthesis: "unexpected )"
    case .trailingBackslash: "trailing backslash at end of expression"
    case .missingRepeatArgument: "missing argument to repetition operator"
    case .invalidRepeatSize: "invalid repeat count"
    case .invalidRepeatOperator: "invalid nested repetition operator"
    case .invalidPerlOperator: "invalid or unsupported Perl syntax"
    case .invalidUTF8: "invalid UTF-8"
    case .invalidNamedCapture: "invalid named capture"
    case .tooLarge: "expression too large"
    case .internal: "regexp: internal error"
    }
  }
}
