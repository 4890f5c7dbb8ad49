extension ExpositionParser {
  /// The next entry of the text format, token by token.
  mutating func nextOfText() throws(ExpositionError) -> ExpositionEntry? {
    while true {
      beginEntry()
      let token = textToken()
      switch token {
      case .end: return nil
      case .lineBreak: continue
      case .help, .type: return try textMetadata(token)
      case .comment:
        text = lexer.start..<min(lexer.position, source.count)
        let behind = textToken()
        guard behind == .lineBreak else { throw unexpected(.lineBreakAfterComment, behind) }
        return .comment
      case .braceOpen:
        try textLabels(isNamed: false)
        series = entryStart..<lexer.position
        return try textValue(textToken())
      case .metricName:
        // Blanks before a name belong to it, as in Prometheus.
        name = entryStart..<lexer.position
        var behind = textToken()
        if behind == .braceOpen {
          try textLabels(isNamed: true)
          series = entryStart..<lexer.position
          behind = textToken()
        } else {
          series = name
        }
        return try textValue(behind)
      case .invalid, .whitespace, .unit, .endWord, .text, .quotedString, .braceClose, .labelName,
        .labelValue, .comma, .equal, .timestamp, .value:
        throw unexpected(.startToken, token)
      }
    }
  }

  mutating func beginEntry() {
    entryStart = lexer.position
    labels.removeAll(keepingCapacity: true)
    exemplar = nil
    timestamp = nil
    name = 0..<0
    nameHasEscapes = false
  }

  private mutating func textMetadata(
    _ line: ExpositionToken
  ) throws(ExpositionError) -> ExpositionEntry {
    let nameToken = textToken()
    guard nameToken == .metricName else { throw unexpected(.metricName(after: line), nameToken) }
    takeFamilyName()
    let textToken = textToken()
    guard textToken == .text else { throw .missingText(of: line, got: textToken) }
    text = min(lexer.start + 1, lexer.position)..<min(lexer.position, source.count)
    if line == .type {
      try takeType(named: "untyped")
    } else if !isUTF8(source.span, text.lowerBound, text.upperBound) {
      throw .helpEncoding(Array(source[text]))
    }
    let behind = self.textToken()
    guard behind == .lineBreak else { throw unexpected(.lineBreakAfterMetadata, behind) }
    return line == .type ? .type : .help
  }

  /// Takes the name token of a HELP, TYPE or UNIT line, without its quotes.
  mutating func takeFamilyName() {
    let isQuoted =
      source[lexer.start] == UInt8(ascii: "\"")
      && source[lexer.position - 1] == UInt8(ascii: "\"")
    name = isQuoted ? lexer.start + 1..<lexer.position - 1 : lexer.start..<lexer.position
    nameHasEscapes = false
  }

  /// Takes the text of a TYPE line; the unknown type is written as `unknown`.
  mutating func takeType(named unknown: String) throws(ExpositionError) {
    let written = String(decoding: source[text], as: UTF8.self)
    if written == unknown {
      type = .unknown
    } else if let known = MetricType(rawValue: written), known != .unknown,
      format == .openMetrics || known.isOfText
    {
      type = known
    } else {
      throw .metricType(Array(source[text]))
    }
  }

  private mutating func textLabels(isNamed: Bool) throws(ExpositionError) {
    var isNamed = isNamed
    var token = textToken()
    while true {
      if token == .braceClose { return }
      guard token == .labelName || token == .quotedString else {
        throw unexpected(.labelName, token)
      }
      let label = lexer.start..<lexer.position
      let isQuoted = token == .quotedString
      token = textToken()
      if isQuoted, token == .comma || token == .braceClose {
        try takeQuotedName(label, &isNamed)
        if token == .braceClose { return }
        token = textToken()
        continue
      }
      guard token == .equal else { throw unexpected(.equal, token) }
      try takeLabelValue(of: label, textToken())
      token = textToken()
      if token == .comma { token = textToken() }
    }
  }

  /// Takes a quoted string that stands where a label would: the series' name.
  mutating func takeQuotedName(
    _ range: Range<Int>, _ isNamed: inout Bool
  ) throws(ExpositionError) {
    guard !isNamed else { throw .nameTwice(parsing: parsed) }
    isNamed = true
    name = range.lowerBound + 1..<range.upperBound - 1
    nameHasEscapes = holdsBackslash(name)
  }

  /// Takes the value of the label whose name stands at `label`.
  mutating func takeLabelValue(
    of label: Range<Int>, _ token: ExpositionToken
  ) throws(ExpositionError) {
    guard token == .labelValue else { throw unexpected(.labelValue, token) }
    guard isUTF8(source.span, lexer.start, lexer.position) else {
      throw .labelEncoding(bytes(lexer.start, lexer.position))
    }
    labels.append(place(name: label, value: lexer.start..<lexer.position))
  }

  private mutating func textValue(
    _ token: ExpositionToken
  ) throws(ExpositionError) -> ExpositionEntry {
    guard !isUnnamed else { throw .nameMissing(parsing: parsed) }
    guard token == .value else { throw unexpected(.valueAfterMetric, token) }
    value = try number(lexer.start, lexer.position)
    let behind = textToken()
    switch behind {
    case .lineBreak: return .series
    case .timestamp:
      guard let time = Int64(String(decoding: bytes(lexer.start, lexer.position), as: UTF8.self))
      else {
        throw .number(.integerRange, bytes(lexer.start, lexer.position), parsing: parsed)
      }
      timestamp = time
      let last = textToken()
      guard last == .lineBreak else { throw unexpected(.entryAfterTimestamp, last) }
      return .series
    case .invalid, .end, .whitespace, .help, .type, .unit, .endWord, .text, .comment, .metricName,
      .quotedString, .braceOpen, .braceClose, .labelName, .labelValue, .comma, .equal, .value:
      throw unexpected(.timestampOrRecord, behind)
    }
  }

  /// Whether no name was found for the series. A quoted name may be empty, but not stand at 0.
  var isUnnamed: Bool { name.upperBound == 0 }
}

extension MetricType {
  /// Whether the text format has it.
  fileprivate var isOfText: Bool {
    switch self {
    case .counter, .gauge, .histogram, .summary: true
    case .gaugeHistogram, .info, .stateset, .unknown: false
    }
  }
}
