/// Reads a body entry by entry, exactly as Prometheus 3 does: what it accepts, what it makes of it,
/// and its words when it does not.
///
/// Nothing is allocated for a sample: names, labels and texts are places in ``source``. Ordinary
/// lines are read in one go; a line that is not ordinary is read again token by token.
public struct ExpositionParser: Sendable {
  /// The format it reads.
  public let format: ExpositionFormat
  /// The bytes that places point into.
  public internal(set) var source: [UInt8]
  /// Where the name of the family or series stands; empty for a comment.
  public internal(set) var name: Range<Int> = 0..<0
  /// Whether the name holds a backslash, and must be unescaped.
  public internal(set) var nameHasEscapes = false
  /// The text of a HELP, UNIT or comment.
  public internal(set) var text: Range<Int> = 0..<0
  /// The type of the last TYPE line.
  public internal(set) var type: MetricType = .unknown
  /// The labels of a series, as they are written.
  public internal(set) var labels: ContiguousArray<LabelPlace> = []
  /// The series without its value: what names it from one scrape to the next.
  public internal(set) var series: Range<Int> = 0..<0
  /// The value of a sample.
  public internal(set) var value = 0.0
  /// The time of a sample in milliseconds since 1970.
  public internal(set) var timestamp: Int64?
  /// The exemplar of a sample.
  public internal(set) var exemplar: ExemplarPlace?

  /// Off, every line is read token by token: tests hold the two ways against each other.
  var readsOrdinaryLines = true
  var lexer: Lexer
  var entryStart = 0
  /// A protobuf body; ``source`` then holds one family of it at a time.
  let message: [UInt8]
  var family = FamilyExpansion()
  var nextEntry = 0

  /// A parser at the beginning of `body`.
  public init(_ body: [UInt8], format: ExpositionFormat) throws(ExpositionError) {
    guard body.count < Int(UInt32.max) else { throw .tooLarge }
    self.format = format
    source = format == .protobuf ? [] : body
    message = format == .protobuf ? body : []
    // Prometheus' text parser appends a line break; here it is only imagined.
    lexer = Lexer(count: body.count + (format == .text ? 1 : 0))
    labels.reserveCapacity(32)
  }

  /// The next entry, or nil at the end.
  public mutating func next() throws(ExpositionError) -> ExpositionEntry? {
    switch format {
    case .text:
      if readsOrdinaryLines, lexer.state == .initial, readOrdinaryLine() { return .series }
      return try nextOfText()
    case .openMetrics:
      if readsOrdinaryLines, lexer.state == .initial, readOrdinaryOpenMetricsLine() {
        return .series
      }
      return try nextOfOpenMetrics()
    case .protobuf: return try nextOfProtobuf()
    }
  }

  /// The line that the last entry begins on, from 1; 1 for protobuf, which has none. Counts line
  /// breaks: not for every sample.
  public var line: Int {
    let end = format == .protobuf ? 0 : min(entryStart, source.count)
    return 1 + source[..<end].reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  }
}

/// Where the lexer is: the same states as in Prometheus, because they decide what is accepted.
struct Lexer: Sendable {
  enum State: Sendable {
    case initial
    case comment
    case metadataName
    case metadataText
    case labels
    case labelValue
    case value
    case timestamp
    case exemplar
    case exemplarValue
    case exemplarTimestamp
  }

  /// The length of the input, an imagined line break included.
  let count: Int
  var position = 0
  /// Where the current token begins.
  var start = 0
  var state = State.initial
}

extension ExpositionParser {
  /// The byte at `index`; a line break at the imagined end, NUL behind it.
  @inline(__always)
  func byte(at index: Int) -> UInt8 {
    if index < source.count { return source[index] }
    return index < lexer.count ? UInt8(ascii: "\n") : 0
  }

  /// Moves on and returns the byte there, 0 at the end. NUL bytes are passed over in the states
  /// where a text may hold them.
  mutating func advance() -> UInt8 {
    lexer.position += 1
    switch lexer.state {
    case .labelValue, .metadataText, .comment:
      while lexer.position < source.count, source[lexer.position] == 0 { lexer.position += 1 }
    case .initial, .metadataName, .labels, .value, .timestamp, .exemplar, .exemplarValue,
      .exemplarTimestamp:
      break
    }
    return byte(at: lexer.position)
  }

  /// The bytes of a range, the imagined line break included.
  func bytes(_ start: Int, _ end: Int) -> [UInt8] {
    guard start < end else { return [] }
    var result = Array(source[min(start, source.count)..<min(end, source.count)])
    if end > source.count, format == .text { result.append(UInt8(ascii: "\n")) }
    return result
  }

  /// The error that `token` is not what is wanted.
  func unexpected(_ expected: Expectation, _ token: ExpositionToken) -> ExpositionError {
    let end = min(lexer.count, lexer.position + 1)
    return .unexpected(
      expected, got: bytes(lexer.start, end), token: token, parsing: bytes(entryStart, end))
  }

  /// What has been read of the entry.
  var parsed: [UInt8] { bytes(entryStart, lexer.position) }

  /// A place for a label, found by its quoted or bare name and its quoted value.
  func place(name: Range<Int>, value: Range<Int>) -> LabelPlace {
    let isQuoted = source[name.lowerBound] == UInt8(ascii: "\"")
    let nameStart = isQuoted ? name.lowerBound + 1 : name.lowerBound
    let nameEnd = isQuoted ? name.upperBound - 1 : name.upperBound
    let valueStart = value.lowerBound + 1
    let valueEnd = value.upperBound - 1
    return LabelPlace(
      nameStart: UInt32(truncatingIfNeeded: nameStart),
      nameEnd: UInt32(truncatingIfNeeded: nameEnd),
      valueStart: UInt32(truncatingIfNeeded: valueStart),
      valueEnd: UInt32(truncatingIfNeeded: valueEnd),
      hasEscapes: holdsBackslash(nameStart..<nameEnd) || holdsBackslash(valueStart..<valueEnd))
  }

  func holdsBackslash(_ range: Range<Int>) -> Bool {
    source[range].contains(UInt8(ascii: "\\"))
  }

  /// Reads the token at hand as a number.
  func number(_ start: Int, _ end: Int) throws(ExpositionError) -> Double {
    do throws(NumberFault) {
      let value = try readFloat(source.span, start, end)
      return value.isNaN ? Double(bitPattern: 0x7FF8_0000_0000_0001) : value
    } catch {
      throw .number(error, bytes(start, end), parsing: parsed)
    }
  }
}

@inline(__always)
func isNameStart(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x3A
}

/// A byte of a metric's name after its first; `:` follows `9` in ASCII.
@inline(__always)
func isNameByte(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 11 || byte == 0x5F
}

@inline(__always)
func isLabelStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F }

@inline(__always)
func isLabelByte(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
}

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
