import Exposition
import Relabelling
import Scraping

/// Makes `prometheus.WriteRequest` (remote write 1.0): one series for each sample, as Prometheus
/// sends them.
struct WriteRequest {
  private(set) var bytes: [UInt8] = []

  /// Adds a sample to the message; `labels` are those of ``LabelBytes``.
  mutating func add(_ sample: LoggedSample, labels: ArraySlice<UInt8>) {
    let point = Self.point(sample)
    bytes.append(1 << 3 | 2)
    bytes.append(varint: UInt64(labels.count + point.count))
    bytes += labels
    bytes += point
  }

  /// `repeated Sample samples = 2`: `double value = 1; int64 timestamp = 2`.
  static func point(_ sample: LoggedSample) -> [UInt8] {
    var point: [UInt8] = [2 << 3 | 2, 0]
    point.append(field: 1, double: sample.value)
    point.append(field: 2, varint: UInt64(bitPattern: sample.timestamp))
    point[1] = UInt8(point.count - 2)
    return point
  }

  /// Adds what is known of a family: `repeated MetricMetadata metadata = 3`.
  mutating func add(_ family: SeriesFamily) {
    var message: [UInt8] = []
    message.append(field: 1, varint: family.type.number)
    message.append(field: 2, bytes: family.name.bytes)
    if !family.help.isEmpty { message.append(field: 4, bytes: family.help.bytes) }
    if !family.unit.isEmpty { message.append(field: 5, bytes: family.unit.bytes) }
    bytes.append(field: 3, bytes: message)
  }
}

extension MetricType? {
  /// The number of a type, the same in both versions.
  var number: UInt64 {
    switch self {
    case nil, .unknown?: 0
    case .counter?: 1
    case .gauge?: 2
    case .histogram?: 3
    case .gaugeHistogram?: 4
    case .summary?: 5
    case .info?: 6
    case .stateset?: 7
    }
  }
}
