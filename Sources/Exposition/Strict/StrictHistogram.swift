/// The rules that the samples of a histogram keep together.
struct StrictHistogram {
  private var count: Double?
  private var bound: Double?
  private var value = 0.0
  private var hasNegativeBuckets = false
  private var hasSum = false
  private var hasGroupSum = false
  private var hasNegativeGroupSum = false

  /// Checks all groups of a histogram's samples.
  static func check(_ samples: [StrictSample], of name: [UInt8]) throws(StrictFault) {
    var current: StrictHistogram?
    var group: [SampleLabel] = []
    var time: StrictTime?
    for sample in samples {
      let suffix = Suffix(of: sample.name, in: name)
      if suffix == .none { continue }
      let labels = sample.labels.filter { suffix != .bucket || !$0.name.elementsEqual("le".utf8) }
        .sorted { $0.name.lexicographicallyPrecedes($1.name) }
      if current == nil || labels != group || sample.time != time {
        try current?.checkWhole()
        current = StrictHistogram()
      }
      group = labels
      time = sample.time
      try current?.take(sample, suffix)
    }
    try current?.checkWhole()
  }

  private mutating func take(_ sample: StrictSample, _ suffix: Suffix) throws(StrictFault) {
    switch suffix {
    case .bucket:
      let next = sample[Array("le".utf8)].flatMap(strictFloat) ?? .nan
      if next < 0 { hasNegativeBuckets = true }
      if let bound, next <= bound { throw StrictFault(.bucketOrder) }
      if sample.value < value { throw StrictFault(.bucketValueOrder) }
      bound = next
      value = sample.value
    case .count, .groupCount: count = sample.value
    case .sum: hasSum = true
    case .groupSum:
      hasGroupSum = true
      if sample.value < 0 { hasNegativeGroupSum = true }
    case .none, .total, .other: break
    }
  }

  private func checkWhole() throws(StrictFault) {
    if bound != .infinity { throw StrictFault(.infinityBucketMissing) }
    if let count, value != count { throw StrictFault(.countMismatch) }
    if hasSum || hasGroupSum, count == nil { throw StrictFault(.countMissing) }
    if !hasSum, !hasGroupSum, count != nil { throw StrictFault(.sumMissing) }
    if hasNegativeBuckets, hasSum { throw StrictFault(.sumWithNegativeBuckets) }
    if !hasNegativeBuckets, hasNegativeGroupSum { throw StrictFault(.negativeSum) }
  }
}
