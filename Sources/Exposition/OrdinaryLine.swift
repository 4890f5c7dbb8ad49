/// The way most lines are read: a name, labels, a value, perhaps a timestamp, with nothing in them
/// that needs a second look. Whatever else comes is left to the token parsers, which decide.
///
/// The scan moves only forwards, over each byte once.
extension ExpositionParser {
  /// Reads an ordinary sample of the text format. False where the line is not one; then nothing has
  /// moved.
  @inline(__always)
  mutating func readOrdinaryLine() -> Bool {
    let body = source
    let bytes = body.span
    let count = bytes.count
    let start = lexer.position
    var index = start
    guard index < count, isNameStart(bytes[index]) else { return false }
    index = metricNameEnd(bytes, index &+ 1)
    let nameEnd = index
    labels.removeAll(keepingCapacity: true)
    while index < count, isBlank(bytes[index]) { index &+= 1 }
    var seriesEnd = nameEnd
    if index < count, bytes[index] == UInt8(ascii: "{") {
      index = scanLabels(bytes, &labels, index &+ 1, blanks: true)
      guard index > 0 else { return false }
      seriesEnd = index
      while index < count, isBlank(bytes[index]) { index &+= 1 }
    }
    let valueStart = index
    while index < count, isTextValueByte(bytes[index]) { index &+= 1 }
    guard index > valueStart, let value = shortDecimal(bytes, valueStart, index) else {
      return false
    }
    while index < count, isBlank(bytes[index]) { index &+= 1 }
    var timestamp: Int64?
    if index < count, isDigit(bytes[index]) {
      let first = index
      var time: Int64 = 0
      while index < count, isDigit(bytes[index]) {
        time = time &* 10 &+ Int64(bytes[index] &- 0x30)
        index &+= 1
      }
      guard index &- first < 19 else { return false }
      timestamp = time
      while index < count, isBlank(bytes[index]) { index &+= 1 }
    }
    guard index == count || bytes[index] == UInt8(ascii: "\n") else { return false }
    take(start, nameEnd, seriesEnd, value, timestamp, index &+ 1)
    return true
  }

  /// Reads an ordinary sample of OpenMetrics: without timestamp and exemplar.
  @inline(__always)
  mutating func readOrdinaryOpenMetricsLine() -> Bool {
    let body = source
    let bytes = body.span
    let count = bytes.count
    let start = lexer.position
    var index = start
    guard index < count, isNameStart(bytes[index]) else { return false }
    index = metricNameEnd(bytes, index &+ 1)
    let nameEnd = index
    labels.removeAll(keepingCapacity: true)
    if index < count, bytes[index] == UInt8(ascii: "{") {
      index = scanLabels(bytes, &labels, index &+ 1, blanks: false)
      guard index > 0 else { return false }
    }
    let seriesEnd = index
    guard index < count, bytes[index] == 0x20 else { return false }
    index &+= 1
    let valueStart = index
    while index < count, bytes[index] > 0x20 { index &+= 1 }
    guard index < count, bytes[index] == UInt8(ascii: "\n"),
      let value = shortDecimal(bytes, valueStart, index)
    else { return false }
    take(start, nameEnd, seriesEnd, value, nil, index &+ 1)
    return true
  }

  @inline(__always)
  private mutating func take(
    _ start: Int, _ nameEnd: Int, _ seriesEnd: Int, _ value: Double, _ timestamp: Int64?,
    _ end: Int
  ) {
    entryStart = start
    name = start..<nameEnd
    nameHasEscapes = false
    series = start..<seriesEnd
    self.value = value
    self.timestamp = timestamp
    if exemplar != nil { exemplar = nil }
    lexer.position = end
  }
}

/// Reads labels up to the closing brace and returns the place behind it; 0 where one is not
/// ordinary. With `blanks` white space is passed over and commas may be missing, as in the text
/// format; without, values may not break lines.
@inline(__always)
private func scanLabels(
  _ bytes: borrowing Span<UInt8>, _ labels: inout ContiguousArray<LabelPlace>, _ start: Int,
  blanks: Bool
) -> Int {
  let count = bytes.count
  var index = start
  while true {
    while blanks, index < count, isBlank(bytes[index]) { index &+= 1 }
    guard index < count else { return 0 }
    if bytes[index] == UInt8(ascii: "}") { return index &+ 1 }
    let nameStart = index
    guard isLabelStart(bytes[index]) else { return 0 }
    index = labelNameEnd(bytes, index &+ 1)
    let nameEnd = index
    while blanks, index < count, isBlank(bytes[index]) { index &+= 1 }
    guard index < count, bytes[index] == UInt8(ascii: "=") else { return 0 }
    index &+= 1
    while blanks, index < count, isBlank(bytes[index]) { index &+= 1 }
    guard index < count, bytes[index] == UInt8(ascii: "\"") else { return 0 }
    index &+= 1
    let valueStart = index
    var hasEscapes = false
    var needsUTF8 = false
    while true {
      index = plainEnd(bytes, index)
      guard index < count else { return 0 }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        index &+= 1
        guard index < count, bytes[index] != 0, bytes[index] != UInt8(ascii: "\n") else { return 0 }
        if bytes[index] >= 0x80 { needsUTF8 = true }
      } else if byte >= 0x80 {
        needsUTF8 = true
      } else if byte < 0x20, byte == 0 || (!blanks && byte == UInt8(ascii: "\n")) {
        return 0
      }
      index &+= 1
    }
    if needsUTF8, !isUTF8(bytes, valueStart, index) { return 0 }
    labels.append(
      LabelPlace(
        nameStart: UInt32(truncatingIfNeeded: nameStart),
        nameEnd: UInt32(truncatingIfNeeded: nameEnd),
        valueStart: UInt32(truncatingIfNeeded: valueStart),
        valueEnd: UInt32(truncatingIfNeeded: index), hasEscapes: hasEscapes))
    index &+= 1
    while blanks, index < count, isBlank(bytes[index]) { index &+= 1 }
    guard index < count else { return 0 }
    if bytes[index] == UInt8(ascii: ",") {
      index &+= 1
    } else if !blanks, bytes[index] != UInt8(ascii: "}") {
      return 0
    }
    // NUL behind a value belongs to it, in Prometheus' lexer.
    guard index < count, bytes[index] != 0 else { return 0 }
  }
}
