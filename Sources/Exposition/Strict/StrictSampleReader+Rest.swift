/// What may follow a value, piece by piece.
private enum RestState {
  case timestamp
  case exemplarHash
  case exemplarSpace
  case exemplarLabels
  case exemplarInLabels
  case exemplarValueSpace
  case exemplarValue
  case exemplarTimestamp
}

extension StrictSample {
  /// Reads the value and what follows it.
  mutating func readRest(_ text: [UInt8]) throws(StrictFault) {
    let space = text.firstIndex(of: 0x20)
    guard let number = strictValue(Array(text[..<(space ?? text.count)])) else {
      throw StrictFault(.invalidValue)
    }
    value = number
    guard let space else { return }
    try readTail(Array(text[(space + 1)...]))
  }

  private mutating func readTail(_ text: [UInt8]) throws(StrictFault) {
    var state = RestState.timestamp
    var timestamp: [UInt8] = []
    var exemplarValue: [UInt8] = []
    var exemplarTimestamp: [UInt8] = []
    var exemplarLabels: [SampleLabel]?
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      switch state {
      case .timestamp:
        if byte == UInt8(ascii: "#"), timestamp.isEmpty {
          state = .exemplarSpace
        } else if byte == 0x20 {
          state = .exemplarHash
        } else {
          timestamp.append(byte)
        }
      case .exemplarHash:
        guard byte == UInt8(ascii: "#") else { throw StrictFault(.invalidLine) }
        state = .exemplarSpace
      case .exemplarSpace:
        guard byte == 0x20 else { throw StrictFault(.invalidLine) }
        state = .exemplarLabels
      case .exemplarLabels:
        guard byte == UInt8(ascii: "{") else { throw StrictFault(.invalidLine) }
        exemplarLabels = try Self.exemplarLabels(text)
        state = .exemplarInLabels
      case .exemplarInLabels:
        if byte == UInt8(ascii: "}") { state = .exemplarValueSpace }
      case .exemplarValueSpace:
        guard byte == 0x20 else { throw StrictFault(.invalidLine) }
        state = .exemplarValue
      case .exemplarValue:
        if byte != 0x20 {
          exemplarValue.append(byte)
        } else {
          guard !exemplarValue.isEmpty else { throw StrictFault(.invalidLine) }
          state = .exemplarTimestamp
        }
      case .exemplarTimestamp: exemplarTimestamp.append(byte)
      }
    }
    try checkEnd(state, timestamp, exemplarTimestamp)
    time = try Self.time(timestamp)
    guard let exemplarLabels else { return }
    exemplar = try Self.exemplar(exemplarLabels, exemplarValue, exemplarTimestamp)
  }

  private func checkEnd(
    _ state: RestState, _ timestamp: [UInt8], _ exemplarTimestamp: [UInt8]
  ) throws(StrictFault) {
    switch state {
    case .timestamp: if timestamp.isEmpty { throw StrictFault(.invalidLine) }
    case .exemplarTimestamp: if exemplarTimestamp.isEmpty { throw StrictFault(.invalidLine) }
    case .exemplarHash, .exemplarSpace, .exemplarLabels, .exemplarInLabels:
      throw StrictFault(.invalidLine)
    case .exemplarValueSpace, .exemplarValue: break
    }
  }

  private static func exemplarLabels(_ text: [UInt8]) throws(StrictFault) -> [SampleLabel] {
    let open = StrictText.unquoted(text, [UInt8(ascii: "{")]) ?? -1
    let close = StrictText.lastUnquoted(text, UInt8(ascii: "}")) ?? text.count - 1
    return try labels(Array(text[(open + 1)..<max(close, open + 1)]))
  }

  private static func exemplar(
    _ labels: [SampleLabel], _ value: [UInt8], _ timestamp: [UInt8]
  ) throws(StrictFault) -> SampleExemplar {
    let length = labels.reduce(0) { sum, label in
      sum + String(decoding: label.name + label.value, as: UTF8.self).unicodeScalars.count
    }
    guard length <= 128 else { throw StrictFault(.exemplarLength) }
    guard let number = strictValue(value) else { throw StrictFault(.invalidValue) }
    return SampleExemplar(
      labels: labels, value: number, timestamp: try time(timestamp)?.milliseconds)
  }

  private static func time(_ text: [UInt8]) throws(StrictFault) -> StrictTime? {
    if text.isEmpty { return nil }
    guard let time = StrictTime(text) else { throw StrictFault(.invalidTimestamp) }
    return time
  }
}
