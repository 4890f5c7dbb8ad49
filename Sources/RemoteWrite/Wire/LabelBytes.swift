import Relabelling

/// The labels of a series as fields of a `prometheus.TimeSeries`: `repeated Label labels = 1`.
enum LabelBytes {
  static func encoded(_ labels: LabelSet) -> [UInt8] {
    var bytes: [UInt8] = []
    for label in labels.labels {
      let name = label.name.bytes
      let value = label.value.bytes
      let size =
        2 + name.count + [UInt8].size(ofVarint: UInt64(name.count)) + value.count
        + [UInt8].size(ofVarint: UInt64(value.count))
      bytes.append(1 << 3 | 2)
      bytes.append(varint: UInt64(size))
      bytes.append(field: 1, bytes: name)
      bytes.append(field: 2, bytes: value)
    }
    return bytes
  }

  /// Each name and value in turn.
  static func strings(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var reader = ByteReader(bytes)
    var strings: [ArraySlice<UInt8>] = []
    while reader.byte() != nil {
      guard reader.varint() != nil, reader.byte() != nil, let name = reader.text(),
        reader.byte() != nil, let value = reader.text()
      else { return strings }
      strings.append(name)
      strings.append(value)
    }
    return strings
  }
}
