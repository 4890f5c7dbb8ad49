import Exposition
import Relabelling
import Scraping

/// Makes `io.prometheus.write.v2.Request` (remote write 2.0): every string once, and series that
/// name them by their places.
struct SymbolRequest {
  private var symbols: [UInt8] = []
  private var places: [ArraySlice<UInt8>: UInt64] = [[]: 0]
  private var series: [UInt8] = []

  /// A request; its first symbol is empty, as the specification has it.
  init() { symbols.append(field: 4, bytes: []) }

  /// Adds a sample with the labels of ``LabelBytes`` and what is known of its family.
  mutating func add(_ sample: LoggedSample, labels: ArraySlice<UInt8>, _ family: SeriesFamily?) {
    var references: [UInt8] = []
    for string in LabelBytes.strings(Array(labels)) { references.append(varint: place(of: string)) }
    var message: [UInt8] = []
    message.append(field: 1, bytes: references)
    message += WriteRequest.point(sample)
    if let family {
      var metadata: [UInt8] = []
      metadata.append(field: 1, varint: family.type.number)
      metadata.append(field: 3, varint: place(of: family.help.bytes[...]))
      metadata.append(field: 4, varint: place(of: family.unit.bytes[...]))
      message.append(field: 5, bytes: metadata)
    }
    series.append(field: 5, bytes: message)
  }

  private mutating func place(of string: ArraySlice<UInt8>) -> UInt64 {
    if let place = places[string] { return place }
    let place = UInt64(places.count)
    places[string] = place
    symbols.append(field: 4, bytes: string)
    return place
  }

  /// The message.
  var bytes: [UInt8] { symbols + series }
}
