extension ScrapeJob {
  /// `ScrapeConfig.Validate`: takes over what `global` says, and checks the whole.
  mutating func validate(_ global: GlobalSettings) throws(Rejection) {
    do throws(Rejection) {
      try takeIntervals(global)
      takeLimits(global)
      try checkProtocols(global)
      try checkSchemes(global)
      if convertClassicHistogramsToNHCB == nil {
        convertClassicHistogramsToNHCB = global.convertClassicHistogramsToNHCB
      }
      if alwaysScrapeClassicHistograms == nil {
        alwaysScrapeClassicHistograms = global.alwaysScrapeClassicHistograms
      }
      relabelConfigs = try RelabelDraft.rules(
        relabelDrafts, scheme: metricNameValidationScheme)
      metricRelabelConfigs = try RelabelDraft.rules(
        metricRelabelDrafts, scheme: metricNameValidationScheme)
    } catch {
      throw Rejection(error.message, line: error.line ?? line)
    }
  }

  private mutating func takeIntervals(_ global: GlobalSettings) throws(Rejection) {
    if scrapeInterval == .zero { scrapeInterval = global.scrapeInterval }
    if scrapeTimeout > scrapeInterval {
      throw Rejection(
        "scrape timeout greater than scrape interval for scrape config with job name "
          + GoQuote.quoted(name))
    }
    if scrapeTimeout == .zero { scrapeTimeout = min(global.scrapeTimeout, scrapeInterval) }
  }

  private mutating func takeLimits(_ global: GlobalSettings) {
    func take<Limit: BinaryInteger>(_ path: WritableKeyPath<ScrapeLimits, Limit>) {
      if limits[keyPath: path] == 0 { limits[keyPath: path] = global.limits[keyPath: path] }
    }
    take(\.bodySize)
    take(\.samples)
    take(\.targets)
    take(\.labels)
    take(\.labelNameLength)
    take(\.labelValueLength)
    if keepDroppedTargets == 0 { keepDroppedTargets = global.keepDroppedTargets }
    if scrapeFailureLogFile.isEmpty { scrapeFailureLogFile = global.scrapeFailureLogFile }
    if scrapeNativeHistograms == nil { scrapeNativeHistograms = global.scrapeNativeHistograms }
    if extraScrapeMetrics == nil { extraScrapeMetrics = global.extraScrapeMetrics }
  }

  private mutating func checkProtocols(_ global: GlobalSettings) throws(Rejection) {
    let protocols =
      scrapeProtocols ?? global.scrapeProtocols
      ?? (scrapeNativeHistograms == true
        ? ScrapeProtocols.protobufFirst : ScrapeProtocols.defaults)
    scrapeProtocols = protocols
    do throws(Rejection) {
      try ScrapeProtocols.check(protocols)
    } catch {
      throw Rejection(
        "\(error.message) for scrape config with job name \(GoQuote.quoted(name))")
    }
    guard !fallbackScrapeProtocol.isEmpty else { return }
    do throws(Rejection) {
      try ScrapeProtocols.check(one: fallbackScrapeProtocol)
    } catch {
      throw Rejection(
        "invalid fallback_scrape_protocol for scrape config with job name "
          + "\(GoQuote.quoted(name)): \(error.message)")
    }
  }

  private static let escapings = ["allow-utf-8", "underscores", "dots", "values"]
  private static let choices = "'allow-utf-8', 'underscores', 'dots', or 'values'"

  private mutating func checkSchemes(_ global: GlobalSettings) throws(Rejection) {
    let isUnset = metricNameValidationScheme.isEmpty
    if isUnset { metricNameValidationScheme = global.metricNameValidationScheme }
    var inherited = global.metricNameEscapingScheme
    if inherited.isEmpty {
      inherited = global.metricNameValidationScheme == "legacy" ? "underscores" : "allow-utf-8"
    }
    guard Self.escapings.contains(inherited) else {
      throw Rejection(
        "unknown global name escaping method specified, must be one of \(Self.choices), got "
          + GoQuote.quoted(inherited))
    }
    if metricNameEscapingScheme.isEmpty {
      metricNameEscapingScheme =
        isUnset
        ? inherited : metricNameValidationScheme == "legacy" ? "underscores" : "allow-utf-8"
    }
    guard Self.escapings.contains(metricNameEscapingScheme) else {
      throw Rejection(
        "unknown scrape config name escaping method specified, must be one of \(Self.choices), got "
          + GoQuote.quoted(metricNameEscapingScheme))
    }
    if metricNameEscapingScheme == "allow-utf-8", metricNameValidationScheme != "utf8" {
      throw Rejection("utf8 metric names requested but validation scheme is not set to UTF8")
    }
  }
}
