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
