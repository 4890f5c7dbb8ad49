/// A line with a sample on it.
struct StrictSample {
  var name: [UInt8]
  var labels: [SampleLabel]
  var value: Double
  var time: StrictTime?
  var exemplar: SampleExemplar?

  /// The value of a label.
  subscript(label: [UInt8]) -> [UInt8]? { labels.first { $0.name == label }?.value }

  /// As it is told.
  var sample: Sample {
    Sample(
      name: name, labels: labels, value: value, timestamp: time?.milliseconds, exemplar: exemplar)
  }
}

extension StrictSample {
  /// Reads `name{labels} value [timestamp] [# {labels} value [timestamp]]`.
  init(parsing line: [UInt8]) throws(StrictFault) {
    let brace = StrictText.unquoted(line, [UInt8(ascii: "{")])
    guard let brace, !Self.hasExemplarMark(line[..<brace]) else {
      let end = StrictText.unquoted(line, [0x20])
      name = Array(line[..<(end ?? max(line.count - 1, 0))])
      guard StrictText.isPlainName(name) else { throw StrictFault(.invalidName) }
      labels = []
      value = 0
      try readRest(Array(line[(end.map { $0 + 1 } ?? 0)...]))
      return
    }
    name = Array(line[..<brace])
    let close = StrictText.unquoted(line, [UInt8(ascii: "}")])
    let labelsEnd = max(close ?? line.count - 1, brace + 1)
    labels = try Self.labels(Array(line[(brace + 1)..<labelsEnd]))
    if let index = labels.firstIndex(where: { $0.name == nameLabel }) {
      guard name.isEmpty else { throw StrictFault(.invalidName) }
      name = labels.remove(at: index).value
    } else if name.isEmpty {
      throw StrictFault(.invalidName)
    }
    value = 0
    let start = min((close ?? -1) + 2, line.count)
    try readRest(Array(line[start...]))
  }

  private static func hasExemplarMark(_ text: ArraySlice<UInt8>) -> Bool {
    text.indices.dropLast(2).contains {
      text[$0] == 0x20 && text[$0 + 1] == UInt8(ascii: "#") && text[$0 + 2] == 0x20
    }
  }

  /// Reads what stands between braces.
  static func labels(_ written: [UInt8]) throws(StrictFault) -> [SampleLabel] {
    var rest = strictTrimmed(written)
    if rest.first == UInt8(ascii: ",") { throw StrictFault(.invalidLabels) }
    var labels: [SampleLabel] = []
    while !rest.isEmpty {
      let term = try takeTerm(&rest)
      guard let name = StrictText.unquote(term.name),
        name.isQuoted || StrictText.isPlainName(name.text),
        isOneString(term.value), let value = StrictText.unquote(term.value),
        name.text == nameLabel || !name.text.starts(with: "__".utf8),
        !labels.contains(where: { $0.name == name.text })
      else { throw StrictFault(.invalidLabels) }
      labels.append(SampleLabel(name: name.text, value: value.text))
    }
    return labels
  }

  private static func takeTerm(
    _ rest: inout [UInt8]
  ) throws(StrictFault) -> (name: [UInt8], value: [UInt8]) {
    if rest.first == UInt8(ascii: ",") {
      rest.removeFirst()
      if rest.isEmpty || rest.first == UInt8(ascii: ",") { throw StrictFault(.invalidLabels) }
    }
    var name = nameLabel
    var end = StrictText.unquoted(rest, Array("=,}".utf8))
    if let equal = end, rest[equal] == UInt8(ascii: "=") {
      name = Array(rest[..<equal])
      rest = Array(rest[(equal + 1)...])
      end = StrictText.unquoted(rest, Array(",}".utf8))
    }
    let value = Array(rest[..<(end ?? rest.count)])
    guard !strictTrimmed(value).isEmpty else { throw StrictFault(.invalidLabels) }
    rest = strictTrimmed(rest[(end ?? rest.count)...])
    return (name, strictTrimmed(value))
  }

  /// Whether the text is one quoted string, ended by the first quote that is not escaped.
  private static func isOneString(_ text: [UInt8]) -> Bool {
    guard text.first == UInt8(ascii: "\"") else { return false }
    let end = text.indices.dropFirst().first {
      text[$0] == UInt8(ascii: "\"") && !StrictText.isEscaped(text, $0)
    }
    return end == text.count - 1
  }
}

let nameLabel = Array("__name__".utf8)

/// What is wrong with a line.
struct StrictFault: Error {
  var rule: FormatRule

  init(_ rule: FormatRule) { self.rule = rule }
}
