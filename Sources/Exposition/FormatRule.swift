/// A rule that a format's specification has and Prometheus' own parser does not enforce.
public enum FormatRule: Sendable, Hashable {
  case invalidLine
  case invalidName
  case invalidLabels
  case invalidValue
  case invalidTimestamp
  case notUTF8
  case blankLine
  case afterEnd
  case missingEnd
  case invalidType
  case secondMetadata(ExpositionToken)
  case metadataAfterSamples
  case clashingName
  case unitMismatch
  case unitNotAllowed
  case statesetLabel
  case statesetValue
  case infoValue
  case bucketLabel
  case bucketValue
  case bucketOrder
  case bucketValueOrder
  case infinityBucketMissing
  case countMismatch
  case countMissing
  case sumMissing
  case sumWithNegativeBuckets
  case negativeSum
  case countValue
  case quantileLabel
  case quantileValue
  case nanCounter
  case negativeCounter
  case grouping
  case mixedTimestamps
  case timestampOrder
  case exemplarPlace
  case exemplarLength
  case nativeHistogram
}

extension FormatRule: CustomStringConvertible {
  /// What the rule wants, as the beginning of a sentence that names the place.
  public var description: String {
    switch self {
    case .invalidLine: "invalid line"
    case .invalidName: "invalid metric name"
    case .invalidLabels: "invalid labels"
    case .invalidValue: "invalid value"
    case .invalidTimestamp: "invalid timestamp"
    case .notUTF8: "the body is not UTF-8"
    case .blankLine: "a blank line is not allowed"
    case .afterEnd: "a line after # EOF"
    case .missingEnd: "# EOF is missing at the end"
    case .invalidType: "invalid metric type"
    case .secondMetadata(let token): "more than one \(token.rawValue) for a metric"
    case .metadataAfterSamples: "metadata after samples"
    case .clashingName: "a name clashes with another family's"
    case .unitMismatch: "the unit is not the end of the metric's name"
    case .unitNotAllowed: "a metric of this type has no unit"
    case .statesetLabel: "a stateset lacks its label"
    case .statesetValue: "a stateset's value is neither 0 nor 1"
    case .infoValue: "an info's value is not 1"
    case .bucketLabel: "invalid le label"
    case .bucketValue: "a bucket's value is not a whole number"
    case .bucketOrder: "buckets out of order"
    case .bucketValueOrder: "values of buckets out of order"
    case .infinityBucketMissing: "the +Inf bucket is missing"
    case .countMismatch: "the count is not the value of the +Inf bucket"
    case .countMissing: "there is a sum without a count"
    case .sumMissing: "there is a count without a sum"
    case .sumWithNegativeBuckets: "a sum beside negative buckets"
    case .negativeSum: "a negative sum beside buckets that are not negative"
    case .countValue: "a count is not a whole number"
    case .quantileLabel: "invalid quantile label"
    case .quantileValue: "a quantile is negative"
    case .nanCounter: "a counter-like sample is NaN"
    case .negativeCounter: "a counter-like sample is negative"
    case .grouping: "samples of one metric do not stand together"
    case .mixedTimestamps: "timestamps on some samples of a group only"
    case .timestampOrder: "timestamps went backwards within a group"
    case .exemplarPlace: "an exemplar on another sample than a bucket or a counter's total"
    case .exemplarLength: "the exemplar's labels are longer than 128 characters"
    case .nativeHistogram: "invalid native histogram"
    }
  }
}
