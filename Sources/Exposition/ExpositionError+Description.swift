extension ExpositionError: CustomStringConvertible {
  /// Prometheus' own sentence (3.x) where it has one, so that it can be searched for.
  public var description: String {
    switch self {
    case .unexpected(let expected, let got, let token, let parsing):
      "\(expected), got \(goQuoted(got)) (\"\(token.rawValue)\") while parsing: "
        + goQuoted(parsing)
    case .missingText(let line, let got):
      "expected text in \(line.rawValue)" + (got.map { ", got \($0.rawValue)" } ?? "")
    case .metricType(let text): "invalid metric type \(goQuoted(text))"
    case .helpEncoding(let text): "help text \(goQuoted(text)) is not a valid utf8 string"
    case .labelEncoding(let text): "invalid UTF-8 label value: \(goQuoted(text))"
    case .nameTwice(let parsing): "metric name already set while parsing: \(goQuoted(parsing))"
    case .nameMissing(let parsing): "metric name not set while parsing: \(goQuoted(parsing))"
    case .number(let fault, let text, let parsing):
      fault.sentence(of: text) + " while parsing: " + goQuoted(parsing)
    case .timestamp(let value, let ofExemplar):
      "invalid \(ofExemplar ? "exemplar " : "")timestamp \(goFloat(value))"
    case .unit(let unit, let name):
      "unit \(goQuoted(unit)) not a suffix of metric \(goQuoted(name))"
    case .missingEnd: "data does not end with # EOF"
    case .dataAfterEnd: "unexpected data after # EOF"
    case .message(let fault, let offset): "\(fault) at byte \(offset)"
    case .rule(let rule, let subject): "\(rule): \(subject)"
    case .blankContentType:
      "non-compliant scrape target sending blank Content-Type and no"
        + " fallback_scrape_protocol specified for target"
    case .unsupportedContentType(let type):
      "received unsupported Content-Type \(goQuoted(Array(type.utf8))) and no"
        + " fallback_scrape_protocol specified for target"
    case .unreadableContentType(let type, let fault):
      "cannot parse Content-Type \(goQuoted(Array(type.utf8))) and no fallback_scrape_protocol"
        + " for target\n\(fault)"
    case .tooLarge: "a body of 4 GiB or more cannot be read"
    }
  }
}

extension Expectation: CustomStringConvertible {
  /// The beginning of the sentence.
  public var description: String {
    switch self {
    case .startToken: "expected a valid start token"
    case .metricName(let after): "expected metric name after \(after.rawValue)"
    case .lineBreakAfterMetadata: "linebreak expected after metadata"
    case .lineBreakAfterComment: "linebreak expected after comment"
    case .labelName: "expected label name"
    case .equal: "expected equal"
    case .labelValue: "expected label value"
    case .commaOrBraceClose: "expected comma or brace close"
    case .valueAfterMetric: "expected value after metric"
    case .valueAfterExemplarLabels: "expected value after exemplar labels"
    case .timestampOrRecord: "expected timestamp or new record"
    case .entryAfterTimestamp: "expected next entry after timestamp"
    case .entryAfterExemplarTimestamp: "expected next entry after exemplar timestamp"
    case .timestampOrComment: "expected timestamp or comment"
    }
  }
}

extension NumberFault {
  fileprivate func sentence(of text: [UInt8]) -> String {
    switch self {
    case .syntax: "strconv.ParseFloat: parsing \(goQuoted(text)): invalid syntax"
    case .range: "strconv.ParseFloat: parsing \(goQuoted(text)): value out of range"
    case .character: "unsupported character in float"
    case .integerRange: "strconv.ParseInt: parsing \(goQuoted(text)): value out of range"
    }
  }
}

extension MessageFault: CustomStringConvertible {
  /// What is wrong with it.
  public var description: String {
    switch self {
    case .length: "the length before a message is not a varint"
    case .truncated: "unexpected EOF"
    case .overflow: "proto: integer overflow"
    case .wireType(let type): "proto: illegal wireType \(type)"
    case .field(let number): "proto: wrong wireType for field \(number)"
    case .metricType(let type): "unknown metric type \(type)"
    case .value: "a metric lacks the value that the type of its family wants"
    }
  }
}

extension MediaTypeFault: CustomStringConvertible {
  /// Go's words.
  public var description: String {
    switch self {
    case .noMediaType: "mime: no media type"
    case .slash(let expected):
      expected
        ? "mime: expected slash after first token" : "mime: expected token after slash"
    case .duplicateParameter: "mime: duplicate parameter name"
    case .invalidParameter: "mime: invalid media parameter"
    }
  }
}
