extension ExpositionParser {
  /// The name of the family or series, unescaped.
  public var unescapedName: [UInt8] {
    var bytes: [UInt8] = []
    appendName(to: &bytes)
    return bytes
  }

  /// Appends the name of the family or series, unescaped.
  public func appendName(to bytes: inout [UInt8]) {
    append(name, escaped: nameHasEscapes, to: &bytes)
  }

  /// Appends a label's name, unescaped.
  public func appendName(of label: LabelPlace, to bytes: inout [UInt8]) {
    append(label.name, escaped: label.hasEscapes, to: &bytes)
  }

  /// Appends a label's value, unescaped. The `le` of a histogram and the `quantile` of a summary
  /// are written as OpenMetrics writes numbers, which is what Prometheus 3 stores.
  public func appendValue(of label: LabelPlace, to bytes: inout [UInt8]) {
    if holdsBoundary(label), let number = try? readGoFloat(valueBytes(label)) {
      bytes += openMetricsFloat(number).utf8
    } else {
      append(label.value, escaped: label.hasEscapes, to: &bytes)
    }
  }

  /// Whether the label is the bound of a bucket or quantile, which is written as a float.
  public func holdsBoundary(_ label: LabelPlace) -> Bool {
    switch type {
    case .histogram: source[label.name].elementsEqual("le".utf8)
    case .summary: source[label.name].elementsEqual("quantile".utf8)
    case .counter, .gauge, .gaugeHistogram, .info, .stateset, .unknown: false
    }
  }

  /// The text of a HELP or UNIT line, unescaped.
  public var unescapedText: [UInt8] {
    guard format != .protobuf, source[text].contains(UInt8(ascii: "\\")) else {
      return Array(source[text])
    }
    var bytes: [UInt8] = []
    append(text, escaped: true, quotes: format == .openMetrics, to: &bytes)
    return bytes
  }

  private func valueBytes(_ label: LabelPlace) -> [UInt8] {
    var bytes: [UInt8] = []
    append(label.value, escaped: label.hasEscapes, to: &bytes)
    return bytes
  }

  private func append(
    _ range: Range<Int>, escaped: Bool, quotes: Bool = true, to bytes: inout [UInt8]
  ) {
    guard escaped else {
      bytes += source[range]
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = source[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < range.upperBound else {
        bytes.append(byte)
        continue
      }
      switch source[index] {
      case UInt8(ascii: "\\"): bytes.append(byte)
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\"") where quotes: bytes.append(UInt8(ascii: "\""))
      case _:
        // An escape that does not exist stays as it is; what follows may begin another.
        bytes.append(byte)
        continue
      }
      index += 1
    }
  }
}

private func readGoFloat(_ bytes: [UInt8]) throws(NumberFault) -> Double {
  try readGoFloat(bytes.span, 0, bytes.count)
}

extension ExpositionParser {
  /// A hash of the series as it is written, the same for the same text in every scrape.
  public func seriesHash(seed: UInt64) -> UInt64 {
    let bytes = source.span
    var hash = seed ^ 0x9E37_79B9_7F4A_7C15
    var index = series.lowerBound
    let end = series.upperBound
    while index &+ 8 <= end {
      var word: UInt64 = 0
      for offset in 0..<8 { word |= UInt64(bytes[index &+ offset]) &<< UInt64(offset &* 8) }
      hash = mixed(hash ^ word)
      index &+= 8
    }
    var rest = UInt64(end &- series.lowerBound) &<< 56
    while index < end {
      rest = (rest &<< 8) ^ UInt64(bytes[index])
      index &+= 1
    }
    return mixed(hash ^ rest)
  }
}

@inline(__always)
private func mixed(_ value: UInt64) -> UInt64 {
  let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low ^ (value &>> 29)
}
