extension ExpositionParser {
  /// The next entry of OpenMetrics, token by token.
  mutating func nextOfOpenMetrics() throws(ExpositionError) -> ExpositionEntry? {
    beginEntry()
    let token = openMetricsToken()
    switch token {
    case .endWord:
      guard openMetricsToken() == .end else { throw .dataAfterEnd }
      return nil
    case .end: throw .missingEnd
    case .help, .type, .unit: return try metadata(token)
    case .braceOpen:
      var isNamed = false
      try labels(isNamed: &isNamed)
      series = entryStart..<lexer.position
      let behind = openMetricsToken()
      guard isNamed else { throw .nameMissing(parsing: parsed) }
      try endOfLine(behind)
      return .series
    case .metricName:
      name = entryStart..<lexer.position
      series = name
      var behind = openMetricsToken()
      if behind == .braceOpen {
        var isNamed = true
        try labels(isNamed: &isNamed)
        series = entryStart..<lexer.position
        behind = openMetricsToken()
      }
      try endOfLine(behind)
      return .series
    case .invalid, .lineBreak, .whitespace, .text, .comment, .quotedString, .braceClose,
      .labelName, .labelValue, .comma, .equal, .timestamp, .value:
      throw unexpected(.startToken, token)
    }
  }

  private mutating func metadata(
    _ line: ExpositionToken
  ) throws(ExpositionError) -> ExpositionEntry {
    let nameToken = openMetricsToken()
    guard nameToken == .metricName else { throw unexpected(.metricName(after: line), nameToken) }
    takeFamilyName()
    guard openMetricsToken() == .text else { throw .missingText(of: line, got: nil) }
    text = lexer.start + 1..<lexer.position - 1
    if line == .type {
      try takeType(named: "unknown")
      return .type
    }
    if line == .unit {
      let unit = source[text]
      let family = source[name]
      guard unit.isEmpty || isSuffix(unit, of: family) else {
        throw .unit(Array(unit), name: Array(family))
      }
      return .unit
    }
    guard isUTF8(source.span, text.lowerBound, text.upperBound) else {
      throw .helpEncoding(Array(source[text]))
    }
    return .help
  }

  private func isSuffix(_ unit: ArraySlice<UInt8>, of family: ArraySlice<UInt8>) -> Bool {
    family.count > unit.count && family.suffix(unit.count).elementsEqual(unit)
      && family[family.endIndex - unit.count - 1] == UInt8(ascii: "_")
  }

  /// Labels of a series; with a nil name those of an exemplar.
  private mutating func labels(isNamed: inout Bool?) throws(ExpositionError) {
    var token = openMetricsToken()
    while true {
      if token == .braceClose { return }
      guard token == .labelName || token == .quotedString else {
        throw unexpected(.labelName, token)
      }
      let label = lexer.start..<lexer.position
      let isQuoted = token == .quotedString
      token = openMetricsToken()
      if isQuoted, token == .comma || token == .braceClose {
        guard var named = isNamed else { throw unexpected(.labelName, token) }
        try takeQuotedName(label, &named)
        isNamed = named
        if token == .braceClose { return }
        token = openMetricsToken()
        continue
      }
      guard token == .equal else { throw unexpected(.equal, token) }
      try takeLabelValue(of: label, openMetricsToken())
      token = openMetricsToken()
      if token == .comma {
        token = openMetricsToken()
      } else if token != .braceClose {
        throw unexpected(.commaOrBraceClose, token)
      }
    }
  }

  private mutating func labels(isNamed: inout Bool) throws(ExpositionError) {
    var named: Bool? = isNamed
    try labels(isNamed: &named)
    isNamed = named ?? isNamed
  }

  /// The value, the timestamp and the exemplar.
  private mutating func endOfLine(_ token: ExpositionToken) throws(ExpositionError) {
    guard token == .value else { throw unexpected(.valueAfterMetric, token) }
    value = try number(lexer.start + 1, lexer.position)
    let behind = openMetricsToken()
    switch behind {
    case .end: throw .missingEnd
    case .comment: try readExemplar()
    case .timestamp:
      timestamp = try time(ofExemplar: false)
      let last = openMetricsToken()
      if last == .comment {
        try readExemplar()
      } else if last != .lineBreak {
        throw unexpected(.entryAfterTimestamp, last)
      }
    case .invalid, .lineBreak, .whitespace, .help, .type, .unit, .endWord, .text, .metricName,
      .quotedString, .braceOpen, .braceClose, .labelName, .labelValue, .comma, .equal, .value:
      // Prometheus goes on with whatever this is; the next entry then fails on it.
      break
    }
  }

  /// The timestamp token in milliseconds, cut off.
  private func time(ofExemplar: Bool) throws(ExpositionError) -> Int64 {
    let seconds = try number(lexer.start + 1, lexer.position)
    guard seconds.isFinite else { throw .timestamp(seconds, ofExemplar: ofExemplar) }
    // What a 64-bit number cannot hold becomes its smallest, as on amd64.
    return Int64(exactly: (seconds * 1000).rounded(.towardZero)) ?? Int64.min
  }

  private mutating func readExemplar() throws(ExpositionError) {
    let own = labels
    labels.removeAll()
    var named: Bool?
    try labels(isNamed: &named)
    var found = ExemplarPlace(labels: Array(labels), value: 0, timestamp: nil)
    labels = own
    let token = openMetricsToken()
    guard token == .value else { throw unexpected(.valueAfterExemplarLabels, token) }
    found.value = try number(lexer.start + 1, lexer.position)
    let behind = openMetricsToken()
    if behind == .timestamp {
      found.timestamp = try time(ofExemplar: true)
      let last = openMetricsToken()
      guard last == .lineBreak else { throw unexpected(.entryAfterExemplarTimestamp, last) }
    } else if behind == .end {
      throw .missingEnd
    } else if behind != .lineBreak {
      throw unexpected(.timestampOrComment, behind)
    }
    exemplar = found
  }
}
