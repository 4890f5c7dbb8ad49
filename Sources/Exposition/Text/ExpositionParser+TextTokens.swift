/// The tokens of the text format, as Prometheus' lexer finds them. A token that does not come about
/// leaves the position where the lexer gave up: its messages show it.
extension ExpositionParser {
  /// The next token that is not white space.
  mutating func textToken() -> ExpositionToken {
    while true {
      let token = anyTextToken()
      if token != .whitespace { return token }
    }
  }

  private mutating func anyTextToken() -> ExpositionToken {
    guard lexer.position < lexer.count else { return .end }
    let byte = byte(at: lexer.position)
    lexer.start = lexer.position
    switch lexer.state {
    case .initial: return initialToken(byte)
    case .comment: return commentToken(byte)
    case .metadataName: return metadataNameToken(byte)
    case .metadataText: return metadataTextToken(byte)
    case .labels: return labelsToken(byte)
    case .labelValue:
      if isBlank(byte) { return whitespace() }
      return byte == UInt8(ascii: "\"") ? quoted(as: .labelValue, then: .labels) : .invalid
    case .value: return valueToken(byte)
    case .timestamp: return timestampToken(byte)
    case .exemplar, .exemplarValue, .exemplarTimestamp: return .invalid
    }
  }

  private mutating func initialToken(_ byte: UInt8) -> ExpositionToken {
    switch byte {
    case UInt8(ascii: "#"):
      var next = advance()
      guard isBlank(next) else { return restOfComment() }
      while isBlank(next) { next = advance() }
      lexer.state = .comment
      return commentToken(next)
    case UInt8(ascii: "\n"): return single(.lineBreak, then: .initial)
    case UInt8(ascii: "{"): return single(.braceOpen, then: .labels)
    case 0:
      _ = advance()
      return .end
    case _:
      if isBlank(byte) { return whitespace() }
      guard isNameStart(byte) else { return .invalid }
      while isNameByte(advance()) {}
      lexer.state = .value
      return .metricName
    }
  }

  private mutating func commentToken(_ byte: UInt8) -> ExpositionToken {
    if isBlank(byte) { return whitespace() }
    switch byte {
    case UInt8(ascii: "H"): return keyword("ELP", .help)
    case UInt8(ascii: "T"): return keyword("YPE", .type)
    case _: return restOfComment()
    }
  }

  /// The rest of HELP or TYPE with the white space behind it; else it is a comment.
  private mutating func keyword(_ rest: String, _ token: ExpositionToken) -> ExpositionToken {
    for expected in rest.utf8 where advance() != expected { return restOfComment() }
    guard isBlank(advance()) else { return restOfComment() }
    while isBlank(advance()) {}
    lexer.state = .metadataName
    return token
  }

  private mutating func restOfComment() -> ExpositionToken {
    var byte = byte(at: lexer.position)
    while true {
      if byte == 0 { return .end }
      if byte == UInt8(ascii: "\n") {
        lexer.state = .initial
        return .comment
      }
      byte = advance()
    }
  }

  private mutating func metadataNameToken(_ byte: UInt8) -> ExpositionToken {
    if isBlank(byte) { return whitespace() }
    if byte == UInt8(ascii: "\"") { return quoted(as: .metricName, then: .metadataText) }
    guard isNameStart(byte) else { return .invalid }
    while isNameByte(advance()) {}
    lexer.state = .metadataText
    return .metricName
  }

  private mutating func metadataTextToken(_ byte: UInt8) -> ExpositionToken {
    var byte = byte
    while isBlank(byte) { byte = advance() }
    if lexer.position > lexer.start, byte == 0 || byte == UInt8(ascii: "\n") {
      return .whitespace
    }
    while byte != 0, byte != UInt8(ascii: "\n") { byte = advance() }
    lexer.state = .initial
    return .text
  }

  private mutating func labelsToken(_ byte: UInt8) -> ExpositionToken {
    switch byte {
    case UInt8(ascii: "\""): return quoted(as: .quotedString, then: .labels)
    case UInt8(ascii: ","): return single(.comma, then: .labels)
    case UInt8(ascii: "="): return single(.equal, then: .labelValue)
    case UInt8(ascii: "}"): return single(.braceClose, then: .value)
    case _:
      if isBlank(byte) { return whitespace() }
      guard isLabelStart(byte) else { return .invalid }
      while isLabelByte(advance()) {}
      return .labelName
    }
  }

  private mutating func valueToken(_ byte: UInt8) -> ExpositionToken {
    if isBlank(byte) { return whitespace() }
    if byte == UInt8(ascii: "{") { return single(.braceOpen, then: .labels) }
    guard isTextValueByte(byte) else { return .invalid }
    while isTextValueByte(advance()) {}
    lexer.state = .timestamp
    return .value
  }

  private mutating func timestampToken(_ byte: UInt8) -> ExpositionToken {
    if isBlank(byte) { return whitespace() }
    if byte == UInt8(ascii: "\n") { return single(.lineBreak, then: .initial) }
    guard isDigit(byte) else { return .invalid }
    while isDigit(advance()) {}
    return .timestamp
  }

  private mutating func whitespace() -> ExpositionToken {
    while isBlank(advance()) {}
    return .whitespace
  }
}

/// A byte of a value: anything but blanks, line breaks, braces and NUL.
@inline(__always)
func isTextValueByte(_ byte: UInt8) -> Bool {
  byte > 0x20 ? byte != UInt8(ascii: "{") : byte != 0 && byte != 0x20 && byte != 9 && byte != 10
}

extension ExpositionParser {
  /// One byte that is a token. The byte behind it is looked at in the old state.
  mutating func single(
    _ token: ExpositionToken, then state: Lexer.State
  ) -> ExpositionToken {
    _ = advance()
    lexer.state = state
    return token
  }

  /// A string from its opening quote to its closing one. A backslash takes any byte with it but a
  /// line break.
  mutating func quoted(
    as token: ExpositionToken, then state: Lexer.State, mayBreakLines: Bool = true
  ) -> ExpositionToken {
    while true {
      switch advance() {
      case UInt8(ascii: "\""): return single(token, then: state)
      case UInt8(ascii: "\\"):
        let escaped = advance()
        if escaped == 0 || escaped == UInt8(ascii: "\n") { return .invalid }
      case UInt8(ascii: "\n") where !mayBreakLines: return .invalid
      case 0: return .invalid
      case _: continue
      }
    }
  }
}
