/// What a line of an exposition is.
public enum ExpositionEntry: Sendable, Hashable {
  /// A family's HELP: its name and text.
  case help
  /// A family's TYPE: its name and type.
  case type
  /// A family's UNIT: its name and text.
  case unit
  /// A comment.
  case comment
  /// A sample.
  case series
}

/// The types a family can have, as OpenMetrics names them.
public enum MetricType: String, Sendable, Hashable, CaseIterable {
  case counter
  case gauge
  case histogram
  case gaugeHistogram = "gaugehistogram"
  case summary
  case info
  case stateset
  /// `untyped` in the text format.
  case unknown
}

/// Where a label's name and value stand in ``ExpositionParser/source``, quotes left off.
public struct LabelPlace: Sendable, Hashable {
  var nameStart: UInt32
  var nameEnd: UInt32
  var valueStart: UInt32
  var valueEnd: UInt32
  /// Whether name or value hold a backslash, and must be unescaped.
  public var hasEscapes: Bool

  /// The name's bytes.
  public var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  /// The value's bytes.
  public var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
}

/// An example of what a sample counts, as a trace.
public struct ExemplarPlace: Sendable, Hashable {
  /// Its labels.
  public var labels: [LabelPlace]
  /// Its value.
  public var value: Double
  /// Its time in milliseconds since 1970.
  public var timestamp: Int64?
}
