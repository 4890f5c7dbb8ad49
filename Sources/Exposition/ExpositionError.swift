/// Why a body is not what its format prescribes. Sentences, in Prometheus' own words, are in
/// `ExpositionError+Description.swift`.
public enum ExpositionError: Error, Sendable, Hashable {
  /// Another token than the grammar wants: what came, and the entry up to there.
  case unexpected(Expectation, got: [UInt8], token: ExpositionToken, parsing: [UInt8])
  /// A HELP or TYPE line ends where its text should be.
  case missingText(of: ExpositionToken, got: ExpositionToken?)
  /// A TYPE line names no type.
  case metricType([UInt8])
  /// A HELP text is not UTF-8.
  case helpEncoding([UInt8])
  /// A label value, with its quotes, is not UTF-8.
  case labelEncoding([UInt8])
  /// A series is named twice.
  case nameTwice(parsing: [UInt8])
  /// A series has no name.
  case nameMissing(parsing: [UInt8])
  /// A number cannot be read.
  case number(NumberFault, [UInt8], parsing: [UInt8])
  /// A timestamp is not finite.
  case timestamp(Double, ofExemplar: Bool)
  /// The UNIT is not the end of the name.
  case unit([UInt8], name: [UInt8])
  /// There is no `# EOF`.
  case missingEnd
  /// Something comes after `# EOF`.
  case dataAfterEnd
  /// A protobuf message cannot be read.
  case message(MessageFault, offset: Int)
  /// A rule of the specification that Prometheus does not enforce.
  case rule(FormatRule, String)
  /// No Content-Type.
  case blankContentType
  /// A Content-Type that no parser is for.
  case unsupportedContentType(String)
  /// A Content-Type that cannot be read.
  case unreadableContentType(String, MediaTypeFault)
  /// The body is larger than offsets can say.
  case tooLarge
}

/// What the grammar wants next.
public enum Expectation: Sendable, Hashable {
  case startToken
  case metricName(after: ExpositionToken)
  case lineBreakAfterMetadata
  case lineBreakAfterComment
  case labelName
  case equal
  case labelValue
  case commaOrBraceClose
  case valueAfterMetric
  case valueAfterExemplarLabels
  case timestampOrRecord
  case entryAfterTimestamp
  case entryAfterExemplarTimestamp
  case timestampOrComment
}

/// The tokens of Prometheus' lexers, under the names its messages use.
public enum ExpositionToken: String, Sendable, Hashable {
  case invalid = "INVALID"
  case end = "EOF"
  case lineBreak = "LINEBREAK"
  case whitespace = "WHITESPACE"
  case help = "HELP"
  case type = "TYPE"
  case unit = "UNIT"
  case endWord = "EOFWORD"
  case text = "TEXT"
  case comment = "COMMENT"
  case metricName = "MNAME"
  case quotedString = "QSTRING"
  case braceOpen = "BOPEN"
  case braceClose = "BCLOSE"
  case labelName = "LNAME"
  case labelValue = "LVALUE"
  case comma = "COMMA"
  case equal = "EQUAL"
  case timestamp = "TIMESTAMP"
  case value = "VALUE"
}

/// Why a text is no number, as Go's `strconv` says it.
public enum NumberFault: Error, Sendable, Hashable {
  /// Not a floating-point number.
  case syntax
  /// Larger than a 64-bit float can hold.
  case range
  /// `p`, `P` or `_`, which Go would take and Prometheus does not.
  case character
  /// A whole number that 64 bits cannot hold.
  case integerRange
}

/// Why a protobuf message cannot be read.
public enum MessageFault: Error, Sendable, Hashable {
  /// The length before a message is no varint.
  case length
  /// It ends before its length.
  case truncated
  /// A varint of more than ten bytes.
  case overflow
  /// A field of a wire type that the format does not have.
  case wireType(Int)
  /// A field of another wire type than its number has.
  case field(Int)
  /// A family whose type is not known.
  case metricType(Int)
  /// A metric without the value that its family's type wants.
  case value
}
