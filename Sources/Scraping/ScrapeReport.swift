public import Exposition
public import Relabelling
public import Transfer

/// How one scrape of one target ended.
public struct ScrapeReport: Sendable {
  /// When it began, in milliseconds since 1970.
  public var time: Int64
  /// How long it took, in seconds.
  public var duration: Double
  /// Why it is down; nil where it is up.
  public var failure: ScrapeFailure?
  /// What was seen on the wire; nil where nothing was sent.
  public var transfer: TransferResult?
  /// The format of the body; nil where there was none.
  public var format: ExpositionFormat?
  /// How many bytes the body had, unpacked.
  public var bodySize = 0
  /// The samples in it, families, and what became of them.
  public var counts = SampleCounts()
  /// What is wrong although it is up, or worth knowing when it is down.
  public var notes: [String] = []
  /// The samples, where they were asked for.
  public var samples: [ScrapedSample] = []
  /// The samples by the numbers of their series, where a numbering was given.
  public var numbered: [NumberedSample] = []

  /// `up`.
  public var isUp: Bool { failure == nil }
}

/// What became of the samples of a body.
public struct SampleCounts: Sendable, Hashable {
  /// `scrape_samples_scraped`.
  public var scraped = 0
  /// `scrape_samples_post_metric_relabeling`.
  public var kept = 0
  /// `scrape_series_added`.
  public var added = 0
  /// TYPE lines.
  public var families = 0
  /// Samples that storage would drop: the same series twice at one time.
  public var duplicates = 0
  /// Samples that storage would drop: more than ten minutes ahead.
  public var tooFarAhead = 0
}

/// A sample as it is stored.
public struct ScrapedSample: Sendable, Hashable {
  /// Its labels, the target's and its name among them.
  public var labels: LabelSet
  /// Its value.
  public var value: Double
  /// Its time in milliseconds since 1970.
  public var timestamp: Int64
}

extension ScrapeReport {
  /// The series that Prometheus itself writes for each scrape.
  public func synthetic(of subject: ScrapeSubject) -> [ScrapedSample] {
    var rows: [(ByteString, Double)] = [
      ("up", isUp ? 1 : 0), ("scrape_duration_seconds", duration),
      ("scrape_samples_scraped", Double(counts.scraped)),
      ("scrape_samples_post_metric_relabeling", Double(counts.kept)),
      ("scrape_series_added", Double(counts.added)),
    ]
    if subject.settings.extraMetrics {
      let timeout = subject.settings.timeout / .seconds(1)
      rows.append(("scrape_timeout_seconds", timeout))
      rows.append(("scrape_sample_limit", Double(subject.settings.limits.samples)))
      rows.append(("scrape_body_size_bytes", bodySizeReported))
    }
    return rows.map { name, value in
      ScrapedSample(
        labels: LabelSet(subject.labels.labels + [Label("__name__", name)]), value: value,
        timestamp: time)
    }
  }

  /// -1 where the body was too large, 0 where another failure came first.
  private var bodySizeReported: Double {
    switch failure {
    case .bodySize: -1
    case nil: Double(bodySize)
    case .transfer, .asking, .token, .targets, .secret, .header, .redirects, .redirectTarget,
      .status, .format, .name,
      .nameMissing, .labelTwice, .samples, .labels, .labelName, .labelValue, .packing, .url, .setup:
      0
    }
  }
}
