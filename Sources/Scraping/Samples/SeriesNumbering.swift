public import Exposition
public import Relabelling

/// Gives numbers to series, so that samples can be handed on without their labels.
///
/// A target asks once for a series, when it first appears, and uses the number from then on.
public protocol SeriesNumbering: AnyObject {
  /// Goes up when numbers that were given before no longer hold: each is asked for anew.
  var epoch: UInt32 { get }

  /// The number of the series with these labels, which are those after `metric_relabel_configs`;
  /// nil where it cannot be taken.
  func number(of labels: LabelSet, family: SeriesFamily?) -> Int32?
}

/// What an exposition says of a family: its TYPE, HELP and UNIT lines.
public struct SeriesFamily: Sendable, Hashable {
  /// Its name, as the lines write it.
  public var name: ByteString
  /// Its type; nil where none is told.
  public var type: MetricType?
  /// Its help, unescaped.
  public var help: ByteString = ""
  /// Its unit.
  public var unit: ByteString = ""

  /// A family of which nothing is known.
  public init(name: ByteString) { self.name = name }

  /// Whether a series of this name is one of the family's, as `h_bucket` is one of `h`.
  public func has(_ series: ByteString) -> Bool {
    guard series.bytes.starts(with: name.bytes) else { return false }
    let rest = series.bytes.dropFirst(name.bytes.count)
    return rest.isEmpty || Self.suffixes.contains(ByteString(rest))
  }

  private static let suffixes: Set<ByteString> = [
    "_bucket", "_sum", "_count", "_total", "_created", "_info", "_gsum", "_gcount",
  ]
}

/// A sample of a series that has a number.
public struct NumberedSample: Sendable, Hashable {
  /// The number of its series.
  public var series: Int32
  /// Whether the end of the series is to be marked: not where the target gave it a time, unless
  /// `track_timestamps_staleness` is set.
  public var isTracked: Bool
  /// Its time in milliseconds since 1970.
  public var timestamp: Int64
  /// Its value.
  public var value: Double

  /// A sample.
  public init(series: Int32, isTracked: Bool, timestamp: Int64, value: Double) {
    (self.series, self.isTracked) = (series, isTracked)
    (self.timestamp, self.value) = (timestamp, value)
  }
}
