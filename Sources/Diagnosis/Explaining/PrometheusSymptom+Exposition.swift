extension PrometheusSymptom {
  /// What the parser says of a body.
  static let exposition: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "content-type",
      texts: [
        "non-compliant scrape target sending blank Content-Type",
        "received unsupported Content-Type",
        "cannot parse Content-Type",
      ],
      meaning: "Since 3.0 Prometheus reads no body without a Content-Type that it knows.",
      causes: [
        .init(
          .contentTypeUnsupported, "an old exporter: set fallback_scrape_protocol",
          "curl -sI {url} | grep -i content-type"),
        .init(
          .httpRedirected, "a login page (text/html)", "curl -sL {url} | head -c 300"),
        .init(
          .httpNotFound, "the path is a web page, not the metrics", "curl -s {url} | head -c 300"),
      ]),
    PrometheusSymptom(
      id: "html-or-json-body",
      texts: [
        #"expected a valid start token, got "<""#, #"expected equal, got ":""#,
        #""INVALID" is not a valid start token"#, #"expected label name, got "\n""#,
        #"expected a valid start token, got "{""#,
      ],
      meaning: "The body is HTML or JSON, not metrics.",
      causes: [
        .init(
          .httpNotFound, "the path is another page, or a Status of the API server",
          "curl -s {url} | head -c 300"),
        .init(.httpRedirected, "a login page", "curl -sIL {url}"),
        .init(
          .expositionMalformed, "the exporter writes something else",
          "diagnose scrape parse BODY"),
      ]),
    PrometheusSymptom(
      id: "exposition-malformed",
      texts: [
        "expected label name", "expected label value", "expected a valid start token",
        "expected equal", "expected value after", "expected timestamp", "expected next entry",
        "strconv.ParseFloat", "invalid UTF-8", "data does not end with # EOF",
        "unexpected data after # EOF", "while parsing:", "is not unique: invalid sample",
        "invalid metric name or label names", "missing metric name",
        "unsupported character in float",
      ],
      meaning: "The body is no exposition that Prometheus can read; nothing of it is stored.",
      causes: [
        .init(
          .expositionMalformed, "the exporter writes a malformed line, or the body was cut",
          "curl -s {url} > BODY; diagnose scrape parse BODY    # the line")
      ]),
    PrometheusSymptom(
      id: "content-encoding", texts: ["gzip: invalid header", "gzip: invalid checksum"],
      meaning: "The body is no gzip, though its header says so.",
      causes: [
        .init(
          .contentEncodingBroken, "the exporter or a proxy breaks the compression",
          "curl -s -H 'Accept-Encoding: identity' {url} | head    # set enable_compression: false")
      ]),
    PrometheusSymptom(
      id: "samples-rejected",
      texts: [
        "different value but same timestamp", "out-of-order samples", "Error on ingesting",
        "too old or too far into the future", "out of bounds", "duplicate sample for timestamp",
      ],
      meaning: "The scrape is UP, and samples of it are thrown away.",
      causes: [
        .init(
          .samplesRejected, "series exposed twice, or with timestamps of their own",
          "curl -s {url} > BODY; diagnose scrape parse BODY    # honor_timestamps: false"),
        .init(
          .targetDuplicate, "two targets have the same labels",
          "diagnose scrape targets --config prometheus.yml"),
      ]),
  ]

  /// What the configuration bounds.
  static let limits: [PrometheusSymptom] = [
    PrometheusSymptom(
      id: "scrape-limit",
      texts: [
        "body size limit exceeded", "sample limit exceeded", "histogram bucket limit exceeded",
        "label_limit exceeded", "label_name_length_limit", "label_value_length_limit",
        "target_limit exceeded",
      ],
      meaning: "A limit of the job was hit: nothing of the scrape is stored.",
      causes: [
        .init(
          .scrapeLimitExceeded, "the job's limit is lower than what the target exposes",
          "diagnose scrape {url}    # how much it is; raise the limit or drop series")
      ]),
    PrometheusSymptom(
      id: "scrape-timeout-configured",
      texts: [
        "scrape timeout cannot be greater than scrape interval",
        "scrape timeout greater than scrape interval",
      ],
      meaning: "The timeout is longer than the interval.",
      causes: [
        .init(
          .scrapeTimeoutTooShort, "scrape_timeout must be at most scrape_interval",
          "diagnose scrape check --config prometheus.yml")
      ]),
  ]
}
