import Exposition
import Relabelling

/// Takes the bodies of one target, one after the other (`scrapeLoop.append`).
struct SampleCollector {
  private let maker: SampleLabels
  private let keepsSamples: Bool
  private let numbering: (any SeriesNumbering)?
  private var epoch: UInt32 = 0
  private var family: SeriesFamily?
  private let seed: UInt64
  private var cache = SeriesCache()
  private var kept: [LabelSet] = []

  /// A collector; one that keeps samples tells them, at the price of their labels, and one with a
  /// numbering tells them by the numbers of their series.
  init(
    _ subject: ScrapeSubject, keepsSamples: Bool, numbering: (any SeriesNumbering)? = nil
  ) {
    maker = SampleLabels(target: subject.labels, settings: subject.settings)
    self.keepsSamples = keepsSamples && numbering == nil
    self.numbering = numbering
    seed = .random(in: 0...UInt64.max)
  }

  /// What a body came to.
  struct Collection {
    var counts = SampleCounts()
    var samples: [ScrapedSample] = []
    var numbered: [NumberedSample] = []
    var failure: ScrapeFailure?
    /// Names of synthetic series that the body has too.
    var overwritten: [ByteString] = []
    /// `label="value"` of `target_info`-like help: the first families of the body.
    var firstNames: [ByteString] = []
  }

  /// Reads a body, and tells the counts also of one that fails: Prometheus reports them.
  mutating func collect(_ body: [UInt8], _ format: ExpositionFormat, at time: Int64) -> Collection {
    var result = Collection()
    cache.begin()
    family = nil
    if let numbering, numbering.epoch != epoch {
      epoch = numbering.epoch
      cache.forgetNumbers()
    }
    do throws(ScrapeFailure) {
      try collect(body, format, time, &result)
      let limit = maker.settings.limits.samples
      if limit > 0, result.counts.kept > limit { throw .samples(limit: limit) }
    } catch {
      result.failure = error
      result.samples = []
      result.numbered = []
      result.counts.added = 0
    }
    cache.end(afterSuccess: result.failure == nil)
    if result.failure == nil, keepsSamples { forgetLabels() }
    return result
  }

  private mutating func collect(
    _ body: [UInt8], _ format: ExpositionFormat, _ time: Int64, _ result: inout Collection
  ) throws(ScrapeFailure) {
    var parser = try Self.parser(body, format)
    while let entry = try Self.next(&parser) {
      switch entry {
      case .type:
        result.counts.families += 1
        describe(parser) { $0.type = parser.type }
      case .help: describe(parser) { $0.help = ByteString(parser.unescapedText) }
      case .unit: describe(parser) { $0.unit = ByteString(parser.unescapedText) }
      case .comment: break
      case .series:
        result.counts.scraped += 1
        try take(parser, time, &result)
      }
    }
  }

  private static func parser(
    _ body: [UInt8], _ format: ExpositionFormat
  ) throws(ScrapeFailure) -> ExpositionParser {
    do throws(ExpositionError) {
      return try ExpositionParser(body, format: format)
    } catch {
      throw .format(error)
    }
  }

  private static func next(
    _ parser: inout ExpositionParser
  ) throws(ScrapeFailure) -> ExpositionEntry? {
    do throws(ExpositionError) {
      return try parser.next()
    } catch {
      throw .format(error)
    }
  }

  private mutating func take(
    _ parser: ExpositionParser, _ time: Int64, _ result: inout Collection
  ) throws(ScrapeFailure) {
    let key = parser.seriesHash(seed: seed)
    let own = maker.settings.honorTimestamps ? parser.timestamp : nil
    var labels = SeriesCache.Entry.noLabels
    if let known = cache.see(key) {
      if known.labels == SeriesCache.Entry.dropped { return }
      result.counts.kept += 1
      if known.scrape == cache.scrape, own == nil {
        result.counts.duplicates += 1
        return
      }
      labels = known.labels
      if labels == SeriesCache.Entry.noLabels, numbering != nil,
        let made = try maker.labels(of: parser)
      {
        labels = number(made)
        cache.set(key, labels: labels)
      }
    } else if countsOnly, maker.canBeStored(parser) {
      noteName(parser, &result)
      cache.set(key, labels: labels)
      result.counts.kept += 1
      result.counts.added += 1
    } else {
      guard let made = try maker.labels(of: parser) else {
        cache.set(key, labels: SeriesCache.Entry.dropped)
        return
      }
      noteName(parser, &result)
      note(made, &result)
      if keepsSamples {
        labels = Int32(truncatingIfNeeded: kept.count)
        kept.append(made)
      } else {
        labels = number(made)
      }
      cache.set(key, labels: labels)
      result.counts.kept += 1
      result.counts.added += 1
    }
    if let own, own > time + 600_000 {
      result.counts.tooFarAhead += 1
      return
    }
    guard labels >= 0 else { return }
    guard keepsSamples else {
      result.numbered.append(
        NumberedSample(
          series: labels, isTracked: own == nil || maker.settings.trackTimestampsStaleness,
          timestamp: own ?? time, value: parser.value))
      return
    }
    result.samples.append(
      ScrapedSample(labels: kept[Int(labels)], value: parser.value, timestamp: own ?? time))
  }

  /// Whether nobody asks for the labels of a sample.
  private var countsOnly: Bool { !keepsSamples && numbering == nil }

  private func number(_ labels: LabelSet) -> Int32 {
    guard let numbering else { return SeriesCache.Entry.noLabels }
    return numbering.number(of: labels, family: family) ?? SeriesCache.Entry.noLabels
  }

  /// Notes what a line says of the family at hand, where somebody wants to know.
  private mutating func describe(
    _ parser: ExpositionParser, _ change: (inout SeriesFamily) -> Void
  ) {
    guard numbering != nil else { return }
    let name = ByteString(parser.unescapedName)
    var described = family ?? SeriesFamily(name: name)
    if described.name != name { described = SeriesFamily(name: name) }
    change(&described)
    family = described
  }

  /// Notes a series that Prometheus writes as well: which of the two is stored is a matter of luck.
  private func note(_ labels: LabelSet, _ result: inout Collection) {
    let name = labels["__name__"]
    guard name == "up" || name.hasPrefix("scrape_") else { return }
    let synthetic = LabelSet(maker.target.labels + [Label("__name__", name)])
    if labels == synthetic { result.overwritten.append(name) }
  }

  /// Keeps the names of the first families.
  private func noteName(_ parser: ExpositionParser, _ result: inout Collection) {
    guard result.firstNames.count < 40,
      result.firstNames.last.map({ !parser.isNamed($0.bytes) }) ?? true
    else { return }
    result.firstNames.append(ByteString(parser.unescapedName))
  }

  /// Keeps only the labels of series that are still there.
  private mutating func forgetLabels() {
    guard kept.count > 2 * cache.count + 1000 else { return }
    var left: [LabelSet] = []
    cache.changeLabels { number in
      guard number >= 0 else { return number }
      left.append(kept[Int(number)])
      return Int32(truncatingIfNeeded: left.count - 1)
    }
    kept = left
  }
}
