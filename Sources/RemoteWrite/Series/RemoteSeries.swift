import Relabelling
import Scraping

/// What one remote calls the series of one epoch: their labels with the external ones, after
/// `write_relabel_configs`.
struct RemoteSeries {
  private let externalLabels: LabelSet
  private let rules: [RelabelRule]
  private var chunks: [[UInt8]] = [[]]
  private var places: [Place] = []
  private var families: [SeriesFamily] = []

  private struct Place {
    var chunk: UInt32
    var start: UInt32
    var count: UInt32
    /// -1 for none.
    var family: Int32

    static let dropped = UInt32.max
    static let unknown = Place(chunk: 0, start: 0, count: 0, family: -1)
  }

  /// What a number stands for.
  enum Labels {
    case known(ArraySlice<UInt8>, SeriesFamily?)
    /// `write_relabel_configs` drop the series.
    case dropped
    /// No definition is left of it.
    case unknown
  }

  init(externalLabels: LabelSet, rules: [RelabelRule]) {
    (self.externalLabels, self.rules) = (externalLabels, rules)
  }

  subscript(number: Int32) -> Labels {
    guard number >= 0, number < places.count else { return .unknown }
    let place = places[Int(number)]
    if place.count == Place.dropped { return .dropped }
    if place.count == 0 { return .unknown }
    let start = Int(place.start)
    let bytes = chunks[Int(place.chunk)][start..<start + Int(place.count)]
    return .known(bytes, place.family < 0 ? nil : families[Int(place.family)])
  }

  /// Takes a record of a file of series.
  mutating func take(_ record: SeriesRecord) {
    switch record {
    case .family(let family): families.append(family)
    case .series(let series): define(series)
    }
  }

  private mutating func define(_ series: SeriesDefinition) {
    while places.count <= Int(series.number) { places.append(.unknown) }
    // External labels do not take the place of a series' own (`processExternalLabels`).
    var labels = series.labels
    if !externalLabels.labels.isEmpty { labels = LabelSet(externalLabels.labels + labels.labels) }
    var place = Place.unknown
    if let kept = labels.relabelled(by: rules), !kept.labels.isEmpty {
      place = store(LabelBytes.encoded(kept))
      if let family = series.family, families.indices.contains(Int(family)) {
        place.family = family
      }
    } else {
      place.count = Place.dropped
    }
    places[Int(series.number)] = place
  }

  private mutating func store(_ bytes: [UInt8]) -> Place {
    if chunks[chunks.count - 1].count + bytes.count > 1 << 20 { chunks.append([]) }
    let start = chunks[chunks.count - 1].count
    chunks[chunks.count - 1] += bytes
    return Place(
      chunk: UInt32(chunks.count - 1), start: UInt32(start), count: UInt32(bytes.count),
      family: -1)
  }
}
