/// What a sample's labels and value may be.
extension StrictFamily {
  func check(labelsOf sample: StrictSample, _ suffix: Suffix) throws(StrictFault) {
    if type == .stateset, sample[name] == nil { throw StrictFault(.statesetLabel) }
    switch suffix {
    case .bucket:
      guard let bound = sample["le"], bound != Array("NaN".utf8), isCanonicalBound(bound) else {
        throw StrictFault(.bucketLabel)
      }
      guard sample.value.isWhole else { throw StrictFault(.bucketValue) }
    case .count, .groupCount:
      guard sample.value.isWhole else { throw StrictFault(.countValue) }
    case .none where type == .summary:
      guard let text = sample["quantile"], let quantile = strictFloat(text),
        quantile >= 0, quantile <= 1
      else { throw StrictFault(.quantileLabel) }
    case .none, .total, .sum, .groupSum, .other: break
    }
  }

  /// A number; the infinite one is written `+Inf`.
  private func isCanonicalBound(_ text: [UInt8]) -> Bool {
    guard let bound = strictFloat(text) else { return false }
    return bound != .infinity || text.elementsEqual("+Inf".utf8)
  }

  func check(valueOf sample: StrictSample, _ suffix: Suffix) throws(StrictFault) {
    let value = sample.value
    if type == .stateset, value != 0, value != 1 { throw StrictFault(.statesetValue) }
    if type == .info, value != 1 { throw StrictFault(.infoValue) }
    if type == .summary, suffix == .none, value < 0 { throw StrictFault(.quantileValue) }
    switch suffix {
    case .total, .sum, .count, .bucket, .groupCount:
      if value.isNaN { throw StrictFault(.nanCounter) }
      if value < 0 { throw StrictFault(.negativeCounter) }
    case .groupSum: if value.isNaN { throw StrictFault(.nanCounter) }
    case .none, .other: break
    }
  }
}

extension StrictSample {
  fileprivate subscript(label: String) -> [UInt8]? { self[Array(label.utf8)] }
}

extension Double {
  fileprivate var isWhole: Bool { isFinite && self == rounded(.towardZero) }
}
