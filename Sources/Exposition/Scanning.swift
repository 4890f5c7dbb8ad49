import CExposition

/// The first place at or behind `index` whose byte needs a look of its own in a label's value: a
/// quote, a backslash, a control character or a byte above ASCII.
@inline(__always)
func plainEnd(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  bytes.withUnsafeBufferPointer { cexposition_plain_end($0.baseAddress, index, $0.count) }
}

/// The first place at or behind `index` whose byte cannot stand in a metric's name.
@inline(__always)
func metricNameEnd(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  bytes.withUnsafeBufferPointer { cexposition_name_end($0.baseAddress, index, $0.count, 1) }
}

/// The first place at or behind `index` whose byte cannot stand in a label's name.
@inline(__always)
func labelNameEnd(_ bytes: borrowing Span<UInt8>, _ index: Int) -> Int {
  bytes.withUnsafeBufferPointer { cexposition_name_end($0.baseAddress, index, $0.count, 0) }
}

extension ExpositionParser {
  /// Whether a part of ``source`` is ASCII without control characters, quotes and backslashes.
  public func isPlain(_ range: Range<Int>) -> Bool {
    source.withUnsafeBufferPointer { bytes in
      range.upperBound <= bytes.count
        && cexposition_plain_end(bytes.baseAddress, range.lowerBound, range.upperBound)
          == range.upperBound
    }
  }

  /// A hash of the series as it is written, the same for the same text in every scrape.
  public func seriesHash(seed: UInt64) -> UInt64 {
    let (start, end) = (series.lowerBound, series.upperBound)
    return source.withUnsafeBufferPointer { bytes in
      guard end <= bytes.count else { return seed }
      return cexposition_hash(bytes.baseAddress, start, end, seed)
    }
  }

  /// Whether the series is named so, as its name is written.
  public func isNamed(_ text: [UInt8]) -> Bool {
    name.count == text.count && isNamed(from: text)
  }

  /// Whether the series' name begins so.
  public func isNamed(from text: [UInt8]) -> Bool {
    guard name.count >= text.count, name.upperBound <= source.count else { return false }
    return text.indices.allSatisfy { source[name.lowerBound + $0] == text[$0] }
  }

  /// Whether the series and its labels are named by the old rules, no label twice, none for internal
  /// use.
  public var hasPlainNames: Bool {
    format != .protobuf && !nameHasEscapes && !labels.contains(where: \.hasEscapes)
      && isPlainName(name, colons: 1) && hasPlainLabels
  }

  private static let reserved = Array("__".utf8)

  private var hasPlainLabels: Bool {
    for (index, label) in labels.enumerated() {
      guard isPlainName(label.name, colons: 0), !source[label.name].starts(with: Self.reserved)
      else { return false }
      for other in labels[..<index] where other.name.count == label.name.count {
        if source[other.name] == source[label.name] { return false }
      }
    }
    return true
  }

  private func isPlainName(_ range: Range<Int>, colons: Int32) -> Bool {
    guard !range.isEmpty, range.upperBound <= source.count, !isDigit(source[range.lowerBound])
    else { return false }
    return source.withUnsafeBufferPointer { bytes in
      cexposition_name_end(bytes.baseAddress, range.lowerBound, range.upperBound, colons)
        == range.upperBound
    }
  }
}
