extension GlobalSettings {
  /// `config.GlobalConfig`: an empty block is put right by the configuration.
  static let type: GoType<GlobalSettings> = .hooked(
    structure, before: { $0 = .zero },
    after: { global throws(Rejection) in try global.validate() })

  /// `global` of Grafana Agent, which knows `remote_write` too.
  static let agentType: GoType<GlobalSettings> = .hooked(
    fields.ignored("remote_write", .any).type("metrics.GlobalConfig") { .zero },
    before: { $0 = .zero }, after: { global throws(Rejection) in try global.validate() })

  private static let structure = fields.type("config.plain") { .zero }

  private static let fields = GoStructure<GlobalSettings>()
    .field("scrape_interval", \.scrapeInterval, .duration)
    .field("scrape_timeout", \.scrapeTimeout, .duration)
    .field("scrape_protocols", \.scrapeProtocols, .scrapeProtocols)
    .field("evaluation_interval", \.evaluationInterval, .duration)
    .field("rule_query_offset", \.ruleQueryOffset, .duration)
    .field("query_log_file", \.queryLogFile, .string)
    .field("scrape_failure_log_file", \.scrapeFailureLogFile, .string)
    .field("external_labels", \.externalLabels, externalLabelsType)
    .inline(ScrapeLimits.fields, \.limits)
    .field("keep_dropped_targets", \.keepDroppedTargets, .uint)
    .field("metric_name_validation_scheme", \.metricNameValidationScheme, .validationScheme)
    .field("metric_name_escaping_scheme", \.metricNameEscapingScheme, .string)
    .field("scrape_native_histograms", \.scrapeNativeHistograms, .pointer(to: .bool))
    .field("convert_classic_histograms_to_nhcb", \.convertClassicHistogramsToNHCB, .bool)
    .field("always_scrape_classic_histograms", \.alwaysScrapeClassicHistograms, .bool)
    .field("extra_scrape_metrics", \.extraScrapeMetrics, .bool)

  private static let externalLabelsType = GoType<[String: String]>.map(
    "map[string]string", of: .externalText, key: .externalText)

  private mutating func validate() throws(Rejection) {
    if metricNameValidationScheme.isEmpty { metricNameValidationScheme = "utf8" }
    try checkExternalLabels()
    let defaults = GlobalSettings()
    if scrapeInterval == .zero { scrapeInterval = defaults.scrapeInterval }
    if scrapeTimeout > scrapeInterval {
      throw Rejection("global scrape timeout greater than scrape interval")
    }
    if scrapeTimeout == .zero { scrapeTimeout = min(defaults.scrapeTimeout, scrapeInterval) }
    if evaluationInterval == .zero { evaluationInterval = defaults.evaluationInterval }
    if scrapeNativeHistograms == nil { scrapeNativeHistograms = false }
    guard let scrapeProtocols else { return }
    do throws(Rejection) {
      try ScrapeProtocols.check(scrapeProtocols)
    } catch {
      throw Rejection("\(error.message) for global config")
    }
  }

  private func checkExternalLabels() throws(Rejection) {
    for (name, value) in externalLabels.sorted(by: { $0.key < $1.key }) {
      guard ScrapeProtocols.isLabelName(name, scheme: metricNameValidationScheme) else {
        throw Rejection("\(UndecodedText.quoted(name)) is not a valid label name")
      }
      if UndecodedText.isUndecoded(value) {
        throw Rejection("\(UndecodedText.quoted(value)) is not a valid label value")
      }
    }
  }

  /// Whether nothing was set that keeps an open but empty block from being the defaults.
  var isZero: Bool {
    externalLabels.isEmpty && scrapeInterval == .zero && scrapeTimeout == .zero
      && evaluationInterval == .zero && ruleQueryOffset == .zero && queryLogFile.isEmpty
      && scrapeFailureLogFile.isEmpty && scrapeProtocols == nil && scrapeNativeHistograms == nil
      && !convertClassicHistogramsToNHCB && !alwaysScrapeClassicHistograms && !extraScrapeMetrics
  }
}

extension ScrapeLimits {
  static let fields = GoStructure<ScrapeLimits>()
    .field("body_size_limit", \.bodySize, .base2Bytes)
    .field("sample_limit", \.samples, .uint)
    .field("target_limit", \.targets, .uint)
    .field("label_limit", \.labels, .uint)
    .field("label_name_length_limit", \.labelNameLength, .uint)
    .field("label_value_length_limit", \.labelValueLength, .uint)
}

extension GoType where Value == Int {
  /// `units.Base2Bytes`, which takes any scalar's text.
  static let base2Bytes = scalar("units.Base2Bytes", zero: { 0 }) { _, bytes throws(Rejection) in
    try Base2Bytes.bytes(String(decoding: bytes, as: UTF8.self))
  }
}

extension GoType where Value == String {
  /// `model.ValidationScheme`: empty, `utf8` or `legacy`.
  static let validationScheme = parsed(zero: { "" }) { text throws(Rejection) in
    guard ["", "utf8", "legacy"].contains(text) else {
      throw Rejection("unrecognized ValidationScheme: \(GoQuote.quoted(text))")
    }
    return text
  }

  /// Text that may be no UTF-8, kept so that the error can print its bytes.
  static let externalText = scalar("string", zero: { "" }) { meaning, bytes in
    if case .string(let text) = meaning { return UndecodedText.text(text) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension GoType where Value == [String]? {
  /// `[]config.ScrapeProtocol`.
  static let scrapeProtocols = slice(
    of: .named("config.ScrapeProtocol"), named: "[]config.ScrapeProtocol")
}

/// Bytes that are no UTF-8 inside a `String`: marked by a NUL, which YAML text cannot hold.
enum UndecodedText {
  static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return "\0" + String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  static func isUndecoded(_ text: String) -> Bool { text.utf8.first == 0 }

  static func quoted(_ text: String) -> String {
    guard isUndecoded(text) else { return GoQuote.quoted(text) }
    let scalars = text.unicodeScalars.dropFirst()
    return GoQuote.quoted(scalars.map { UInt8(truncatingIfNeeded: $0.value) })
  }
}
