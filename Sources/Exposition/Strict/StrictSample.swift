/// One sample with its own bytes.
public struct Sample: Sendable, Hashable {
  /// The name.
  public var name: [UInt8]
  /// The labels in the order they were written in.
  public var labels: [SampleLabel]
  /// The value.
  public var value: Double
  /// Its time in milliseconds since 1970, the rest cut off.
  public var timestamp: Int64?
  /// Its exemplar.
  public var exemplar: SampleExemplar?
}

/// One label of a sample.
public struct SampleLabel: Sendable, Hashable {
  /// The name.
  public var name: [UInt8]
  /// The value.
  public var value: [UInt8]
}

/// An exemplar with its own bytes.
public struct SampleExemplar: Sendable, Hashable {
  /// The labels in the order they were written in.
  public var labels: [SampleLabel]
  /// The value.
  public var value: Double
  /// Its time in milliseconds since 1970, the rest cut off.
  public var timestamp: Int64?
}

/// The samples of one metric and what is said of them.
public struct MetricFamily: Sendable, Hashable {
  /// The name without a suffix.
  public var name: [UInt8]
  /// Its type; unknown where none is told.
  public var type: MetricType
  /// What HELP says; nil where nothing is.
  public var help: [UInt8]?
  /// What UNIT says; nil where nothing is.
  public var unit: [UInt8]?
  /// Its samples in order.
  public var samples: [Sample]
}
