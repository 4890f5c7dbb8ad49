/// Sections that say nothing about scraping, read for their mistakes.
enum OtherSections {
  /// `config.StorageConfig`.
  static let storage = GoStructure<Nothing>()
    .ignored("tsdb", .pointer(to: tsdb))
    .ignored("exemplars", .pointer(to: exemplars))
    .type("config.StorageConfig") { Nothing() }

  private static let tsdb: GoType<Nothing> = GoStructure<Nothing>()
    .ignored("out_of_order_time_window", .duration)
    .ignored("stale_series_compaction_threshold", .float64)
    .ignored("retention", .pointer(to: retention))
    .type("config.plain") { Nothing() }

  private static let retention: GoType<Nothing> = GoStructure<Nothing>()
    .ignored("time", .duration)
    .ignored("size", .base2Bytes)
    .ignored("percentage", .float64)
    .type("config.TSDBRetentionConfig") { Nothing() }

  private static let exemplars: GoType<Nothing> = GoStructure<Nothing>()
    .ignored("max_exemplars", .int64)
    .type("config.ExemplarsConfig") { Nothing() }

  /// `config.RuntimeConfig`.
  static let runtime = GoStructure<Nothing>()
    .ignored("gogc", .int)
    .type("config.RuntimeConfig") { Nothing() }

  /// `config.TracingConfig`.
  static let tracing: GoType<Tracing> = .hooked(tracingFields) { tracing throws(Rejection) in
    try ReservedHeaders.checkTracing(tracing.headers)
    if tracing.endpoint.isEmpty { throw Rejection("tracing endpoint must be set") }
    if !tracing.compression.isEmpty, tracing.compression != "gzip" {
      throw Rejection(
        "invalid compression type \(tracing.compression) provided, valid options: gzip")
    }
  }

  private static let tracingFields = GoStructure<Tracing>()
    .ignored("client_type", clientType)
    .field("endpoint", \.endpoint, .string)
    .ignored("sampling_fraction", .float64)
    .ignored("insecure", .bool)
    .ignored("tls_config", TLSSettings.type)
    .field("headers", \.headers, .map("map[string]string", of: .string))
    .field("compression", \.compression, .string)
    .ignored("timeout", .duration)
    .type("config.plain") { Tracing() }

  private static let clientType = GoType<String>.parsed("config.plain", zero: { "" }) {
    text throws(Rejection) in
    guard text == "http" || text == "grpc" else {
      throw Rejection("expected tracing client type to be to be http or grpc, but got \(text)")
    }
    return text
  }

  /// Nothing is kept of these.
  struct Nothing: Sendable, Hashable {}

  /// What `tracing` is checked for.
  struct Tracing: Sendable, Hashable {
    var endpoint = ""
    var compression = ""
    var headers: [String: String] = [:]
  }
}

extension OTLPSettings {
  static let type: GoType<OTLPSettings> = .hooked(
    structure, before: { $0 = OTLPSettings() },
    after: { otlp throws(Rejection) in try otlp.validate() })

  private static let structure = GoStructure<OTLPSettings>()
    .field("promote_all_resource_attributes", \.promoteAll, .bool)
    .field("promote_resource_attributes", \.promoted, .list(of: .string))
    .field("ignore_resource_attributes", \.ignored, .list(of: .string))
    .field(
      "translation_strategy", \.translationStrategy,
      .named("otlptranslator.TranslationStrategyOption")
    )
    .ignored("keep_identifying_resource_attributes", .bool)
    .ignored("convert_histograms_to_nhcb", .bool)
    .ignored("promote_scope_metadata", .bool)
    .ignored("label_name_underscore_sanitization", .bool)
    .ignored("label_name_preserve_multiple_underscores", .bool)
    .type("config.plain") { OTLPSettings() }

  private func validate() throws(Rejection) {
    guard promoteAll else {
      if !ignored.isEmpty {
        throw Rejection(
          "'ignore_resource_attributes' cannot be configured unless "
            + "'promote_all_resource_attributes' is true")
      }
      return try Self.check(promoted, "promoted", key: "promote_resource_attributes")
    }
    if !promoted.isEmpty {
      throw Rejection(
        "'promote_all_resource_attributes' and 'promote_resource_attributes' cannot be "
          + "configured simultaneously")
    }
    try Self.check(ignored, "ignored", key: "ignore_resource_attributes")
  }

  private static func check(
    _ names: [String], _ adjective: String, key: String
  ) throws(Rejection) {
    var seen: Set<String> = []
    for name in names.map(\.trimmingSpace) {
      if name.isEmpty {
        throw Rejection("invalid '\(key)': empty \(adjective) OTel resource attribute")
      }
      guard seen.insert(name).inserted else {
        throw Rejection(
          "invalid '\(key)': duplicated \(adjective) OTel resource attribute \(GoQuote.quoted(name))"
        )
      }
    }
  }

  /// What `config.Load` checks at the very end.
  func checkStrategy(_ global: GlobalSettings) throws(Rejection) {
    switch translationStrategy {
    case "", "UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes": return
    case "NoTranslation", "NoUTF8EscapingWithSuffixes":
      if global.metricNameValidationScheme == "legacy" {
        throw Rejection(
          "OTLP translation strategy \(GoQuote.quoted(translationStrategy)) is not allowed when "
            + "UTF8 is disabled")
      }
    case _:
      throw Rejection(
        "unsupported OTLP translation strategy \(GoQuote.quoted(translationStrategy))")
    }
  }
}
