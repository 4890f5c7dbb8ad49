import Exposition
import Testing

/// The rules of the OpenMetrics 1.0 specification; what the reference parser (prometheus_client for
/// Python) says of each body was looked up with it.
@Suite struct StrictOpenMetricsTests {
  @Test(arguments: [
    "# HELP a text\n# TYPE a counter\na_total{b=\"c\"} 1 1.5 # {t=\"x\"} 2 3.25\na_created{b=\"c\"} 1 1.5\n# EOF\n",
    "# TYPE a_s gauge\n# UNIT a_s s\na_s 1\n# EOF\n",
    "# TYPE h histogram\nh_bucket{le=\"1.0\"} 1 # {} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n# EOF\n",
    "# TYPE g gaugehistogram\ng_bucket{le=\"-1.0\"} 1\ng_bucket{le=\"+Inf\"} 2\ng_gcount 2\ng_gsum -3\n# EOF",
    "# TYPE i info\ni_info{a=\"b\"} 1\n# TYPE s stateset\ns{s=\"x\"} 1\ns{s=\"y\"} 0\n# EOF\n",
    "# TYPE q summary\nq{quantile=\"0.5\"} 1\nq{quantile=\"1\"} 2\nq_sum 3\nq_count 2\n# EOF\n",
    "a 1\nb{c=\"d\"} 2 5\nb{c=\"d\"} 2 6\n# EOF\n",
    "# TYPE \"x.y\" gauge\n{\"x.y\"} 2\n# EOF\n",
    "# EOF\n",
  ])
  func `takes what the specification allows`(_ body: String) throws {
    var reader = StrictOpenMetrics()
    try reader.read(Array(body.utf8))
  }

  @Test(arguments: [
    ("", FormatRule.missingEnd, 0),
    ("a 1\n", .missingEnd, 1),
    ("a 1\n# EOF\nblah", .afterEnd, 3),
    ("\n# EOF\n", .blankLine, 1),
    ("a{a=1} 1\n# EOF\n", .invalidLabels, 1),
    ("a{a=\"1\",,b=\"2\"} 1\n# EOF\n", .invalidLabels, 1),
    ("a{a=\"1\",} 1\n# EOF\n", .invalidLabels, 1),
    ("a{__x=\"1\"} 1\n# EOF\n", .invalidLabels, 1),
    ("a  1\n# EOF\n", .invalidValue, 1),
    ("a 1 \n# EOF\n", .invalidLine, 1),
    ("a 1 z\n# EOF\n", .invalidTimestamp, 1),
    ("a.b 1\n# EOF\n", .invalidName, 1),
    (" a{b=\"c\"} 1\n# EOF\n", .invalidName, 1),
    ("# HELP a\n# EOF\n", .invalidLine, 1),
    ("# TYPE a meh\n# EOF\n", .invalidType, 2),
    ("# TYPE a untyped\n# EOF\n", .invalidType, 1),
    ("# UNIT a seconds\n# EOF\n", .unitMismatch, 2),
    ("# TYPE x_u info\n# UNIT x_u u\n# EOF\n", .unitNotAllowed, 3),
    ("# TYPE a gauge\na 1\n# TYPE a gauge\n# EOF\n", .metadataAfterSamples, 3),
    ("# TYPE a gauge\n# TYPE a gauge\n# EOF\n", .secondMetadata(.type), 2),
    ("# TYPE a counter\n# TYPE a_total gauge\n# EOF\n", .clashingName, 3),
    ("# TYPE s stateset\ns 1\n# EOF\n", .statesetLabel, 2),
    ("# TYPE s stateset\ns{s=\"x\"} 2\n# EOF\n", .statesetValue, 2),
    ("# TYPE i info\ni_info 2\n# EOF\n", .infoValue, 2),
    ("# TYPE h histogram\nh_bucket 1\n# EOF\n", .bucketLabel, 2),
    ("# TYPE h histogram\nh_bucket{le=\"1\"} 1\n# EOF\n", .infinityBucketMissing, 3),
    ("# TYPE h histogram\nh_bucket{le=\"2\"} 1\nh_bucket{le=\"1\"} 1\n# EOF\n", .bucketOrder, 4),
    ("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_count 2\nh_sum 1\n# EOF\n", .countMismatch, 5),
    ("# TYPE q summary\nq 1\n# EOF\n", .quantileLabel, 2),
    ("# TYPE a counter\na_total -1\n# EOF\n", .negativeCounter, 2),
    ("# TYPE a counter\na_total NaN\n# EOF\n", .nanCounter, 2),
    (
      "# TYPE a counter\na_total{x=\"1\"} 1\na_total{x=\"2\"} 1\na_total{x=\"1\"} 1\n# EOF\n",
      .grouping, 4
    ),
    ("# TYPE a gauge\na 1 2\na 1 1\n# EOF\n", .timestampOrder, 3),
    ("# TYPE a gauge\na 1 # {} 1\n# EOF\n", .exemplarPlace, 2),
  ])
  func `names the rule that a body breaks`(
    _ row: (body: String, rule: FormatRule, line: Int)
  ) throws {
    var reader = StrictOpenMetrics()
    let error = #expect(throws: ExpositionError.self) { try reader.read(Array(row.body.utf8)) }
    guard case .rule(let rule, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(rule == row.rule)
    #expect(reader.line == row.line)
  }
}
