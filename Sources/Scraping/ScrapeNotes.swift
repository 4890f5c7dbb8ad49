import Relabelling

/// What is wrong although the target is up.
struct ScrapeNotes {
  let subject: ScrapeSubject
  let collection: SampleCollector.Collection

  init(_ subject: ScrapeSubject, _ collection: SampleCollector.Collection) {
    self.subject = subject
    self.collection = collection
  }

  /// Sentences, each with what to do.
  var sentences: [String] {
    var notes: [String] = []
    let counts = collection.counts
    if collection.failure == nil, counts.scraped == 0 {
      notes.append("the body has no samples: Prometheus calls this up; look at the path")
    } else if collection.failure == nil, counts.kept == 0 {
      notes.append("metric_relabel_configs drop every sample")
    }
    for name in collection.overwritten {
      notes.append(
        "the body exposes \(name) with the target's own labels: it takes the place of the series"
          + " that Prometheus writes, so that \(name) cannot be trusted; drop or rename it with"
          + " metric_relabel_configs")
    }
    if counts.duplicates > 0 {
      notes.append(
        "\(counts.duplicates) samples are told twice: Prometheus keeps the first, silently")
    }
    if counts.tooFarAhead > 0 {
      notes.append(
        "\(counts.tooFarAhead) samples have a timestamp more than ten minutes ahead: Prometheus"
          + " drops them silently; set honor_timestamps: false, or mend the clock")
    }
    if isAPIServer {
      notes.append(
        "this is the API server's own /metrics: the rule that writes the path through its proxy"
          + " did not match; look at __metrics_path__ and at the labels the rule reads")
    }
    return notes
  }

  /// Series that no other program has, on a path that is nobody else's.
  private var isAPIServer: Bool {
    let names = collection.firstNames
    let isServer = names.contains { $0.hasPrefix("apiserver_") || $0.hasPrefix("aggregator_") }
    return isServer && !subject.labels["job"].description.contains("apiserver")
      && !subject.labels["job"].description.contains("api-server")
      && !subject.url.contains("/proxy")
  }
}
