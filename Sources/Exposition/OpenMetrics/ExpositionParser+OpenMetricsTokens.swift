/// The tokens of OpenMetrics, as Prometheus' lexer finds them: one space, no tabs, no other comments
/// than HELP, TYPE, UNIT and EOF.
extension ExpositionParser {
  /// The next token.
  mutating func openMetricsToken() -> ExpositionToken {
    guard lexer.position < lexer.count else { return .end }
    let byte = byte(at: lexer.position)
    lexer.start = lexer.position
    switch lexer.state {
    case .initial: return initialToken(byte)
    case .comment: return keywordToken(byte)
    case .metadataName: return metadataNameToken(byte)
    case .metadataText: return metadataTextToken(byte)
    case .labels: return labelsToken(byte, then: .value)
    case .labelValue:
      return byte == UInt8(ascii: "\"")
        ? quoted(as: .labelValue, then: .labels, mayBreakLines: false) : .invalid
    case .value:
      if byte == UInt8(ascii: "{") { return single(.braceOpen, then: .labels) }
      return spaced(byte, as: .value, then: .timestamp)
    case .timestamp: return timestampToken(byte)
    case .exemplar: return labelsToken(byte, then: .exemplarValue)
    case .exemplarValue:
      if byte == UInt8(ascii: "\"") {
        return quoted(as: .labelValue, then: .exemplar, mayBreakLines: false)
      }
      return spaced(byte, as: .value, then: .exemplarTimestamp)
    case .exemplarTimestamp:
      if byte == UInt8(ascii: "\n") { return single(.lineBreak, then: .initial) }
      return spaced(byte, as: .timestamp, then: .exemplarTimestamp)
    }
  }

  private mutating func initialToken(_ byte: UInt8) -> ExpositionToken {
    switch byte {
    case UInt8(ascii: "#"):
      guard advance() == UInt8(ascii: " ") else { return .invalid }
      let next = advance()
      lexer.state = .comment
      return keywordToken(next)
    case UInt8(ascii: "{"): return single(.braceOpen, then: .labels)
    case _:
      guard isNameStart(byte) else { return .invalid }
      while isNameByte(advance()) {}
      lexer.state = .value
      return .metricName
    }
  }

  private mutating func keywordToken(_ byte: UInt8) -> ExpositionToken {
    switch byte {
    case UInt8(ascii: "E"):
      for expected in "OF".utf8 where advance() != expected { return .invalid }
      if advance() == UInt8(ascii: "\n") { _ = advance() }
      lexer.state = .initial
      return .endWord
    case UInt8(ascii: "H"): return keyword("ELP ", .help)
    case UInt8(ascii: "T"): return keyword("YPE ", .type)
    case UInt8(ascii: "U"): return keyword("NIT ", .unit)
    case _: return .invalid
    }
  }

  private mutating func keyword(_ rest: String, _ token: ExpositionToken) -> ExpositionToken {
    for expected in rest.utf8 where advance() != expected { return .invalid }
    return single(token, then: .metadataName)
  }

  private mutating func metadataNameToken(_ byte: UInt8) -> ExpositionToken {
    if byte == UInt8(ascii: "\"") { return quoted(as: .metricName, then: .metadataText) }
    guard isNameStart(byte) else { return .invalid }
    while isNameByte(advance()) {}
    lexer.state = .metadataText
    return .metricName
  }

  /// A space and the rest of the line, its line break included.
  private mutating func metadataTextToken(_ byte: UInt8) -> ExpositionToken {
    guard byte == UInt8(ascii: " ") else { return .invalid }
    while true {
      switch advance() {
      case UInt8(ascii: "\n"): return single(.text, then: .initial)
      case 0: return .invalid
      case _: continue
      }
    }
  }

  private mutating func labelsToken(
    _ byte: UInt8, then closed: Lexer.State
  ) -> ExpositionToken {
    let isExemplar = lexer.state == .exemplar
    switch byte {
    case UInt8(ascii: "\""):
      return quoted(as: .quotedString, then: lexer.state, mayBreakLines: !isExemplar)
    case UInt8(ascii: ","): return single(.comma, then: lexer.state)
    case UInt8(ascii: "="): return single(.equal, then: isExemplar ? .exemplarValue : .labelValue)
    case UInt8(ascii: "}"): return single(.braceClose, then: closed)
    case _:
      guard isLabelStart(byte) else { return .invalid }
      while isLabelByte(advance()) {}
      return .labelName
    }
  }

  /// A space and at least one byte that is neither space nor line break.
  private mutating func spaced(
    _ byte: UInt8, as token: ExpositionToken, then state: Lexer.State
  ) -> ExpositionToken {
    guard byte == UInt8(ascii: " "), isOpenMetricsValueByte(advance()) else { return .invalid }
    while isOpenMetricsValueByte(advance()) {}
    lexer.state = state
    return token
  }

  private mutating func timestampToken(_ byte: UInt8) -> ExpositionToken {
    if byte == UInt8(ascii: "\n") { return single(.lineBreak, then: .initial) }
    guard byte == UInt8(ascii: " ") else { return .invalid }
    var next = advance()
    if next == UInt8(ascii: "#") {
      next = advance()
      if next == UInt8(ascii: " ") {
        guard advance() == UInt8(ascii: "{") else { return .invalid }
        return single(.comment, then: .exemplar)
      }
    } else if !isOpenMetricsValueByte(next) {
      return .invalid
    }
    while isOpenMetricsValueByte(next) { next = advance() }
    return .timestamp
  }
}

@inline(__always)
private func isOpenMetricsValueByte(_ byte: UInt8) -> Bool {
  byte != 0 && byte != 0x20 && byte != 0x0A
}
