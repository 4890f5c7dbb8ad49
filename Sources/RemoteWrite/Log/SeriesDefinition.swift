import Exposition
import Relabelling
import Scraping

/// What a number of the log stands for.
struct SeriesDefinition: Hashable {
  var number: Int32
  var labels: LabelSet
  /// Which of the families described before it the series belongs to; nil for none.
  var family: Int32?
}

/// A record of a file of series: a family or a series.
enum SeriesRecord: Hashable {
  /// A family; they are numbered in the order of the file.
  case family(SeriesFamily)
  case series(SeriesDefinition)
}

extension SeriesRecord {
  private static let familyKind: UInt8 = 2
  private static let seriesKind: UInt8 = 3

  var payload: [UInt8] {
    var bytes: [UInt8] = []
    switch self {
    case .family(let family):
      bytes.append(Self.familyKind)
      bytes.append(text: family.name.bytes)
      bytes.append(text: Array((family.type?.rawValue ?? "").utf8))
      bytes.append(text: family.help.bytes)
      bytes.append(text: family.unit.bytes)
    case .series(let series):
      bytes.append(Self.seriesKind)
      bytes.append(zigzag: Int64(series.number))
      bytes.append(zigzag: Int64(series.family ?? -1))
      for label in series.labels.labels {
        bytes.append(text: label.name.bytes)
        bytes.append(text: label.value.bytes)
      }
    }
    return bytes
  }

  /// Reads a payload; nil where it is none of these.
  init?(_ payload: [UInt8]) {
    var reader = ByteReader(payload)
    switch reader.byte() {
    case Self.familyKind:
      guard let name = reader.text(), let type = reader.text(), let help = reader.text(),
        let unit = reader.text()
      else { return nil }
      var family = SeriesFamily(name: ByteString(name))
      family.type = MetricType(rawValue: String(decoding: type, as: UTF8.self))
      family.help = ByteString(help)
      family.unit = ByteString(unit)
      self = .family(family)
    case Self.seriesKind:
      guard let number = reader.zigzag().flatMap(Int32.init(exactly:)), number >= 0,
        let family = reader.zigzag().flatMap(Int32.init(exactly:))
      else { return nil }
      var labels: [Label] = []
      while !reader.isAtEnd {
        guard let name = reader.text(), let value = reader.text() else { return nil }
        labels.append(Label(ByteString(name), ByteString(value)))
      }
      self = .series(
        SeriesDefinition(
          number: number, labels: LabelSet(labels), family: family < 0 ? nil : family))
    case _: return nil
    }
  }
}
