/// The protocols of scrapes by their names in the configuration, and names of labels.
enum ScrapeProtocols {
  static let known = [
    "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4",
    "PrometheusText1.0.0",
  ]

  static let defaults = [
    "OpenMetricsText1.0.0", "OpenMetricsText0.0.1", "PrometheusText1.0.0", "PrometheusText0.0.4",
  ]

  static let protobufFirst = ["PrometheusProto"] + defaults

  /// `ScrapeProtocol.Validate`.
  static func check(one name: String) throws(Rejection) {
    guard known.contains(name) else {
      throw Rejection(
        "unknown scrape protocol \(name), supported: [\(known.joined(separator: " "))]")
    }
  }

  /// `validateAcceptScrapeProtocols`.
  static func check(_ names: [String]) throws(Rejection) {
    if names.isEmpty { throw Rejection("scrape_protocols cannot be empty") }
    var seen: Set<String> = []
    for name in names {
      if seen.contains(name.lowercased()) {
        throw Rejection(
          "duplicated protocol in scrape_protocols, got [\(names.joined(separator: " "))]")
      }
      do throws(Rejection) {
        try check(one: name)
      } catch {
        throw Rejection("scrape_protocols: \(error.message)")
      }
      seen.insert(name.lowercased())
    }
  }

  /// Whether a label may have this name.
  static func isLabelName(_ name: String, scheme: String) -> Bool {
    guard let first = name.utf8.first, !UndecodedText.isUndecoded(name) else { return false }
    guard scheme == "legacy" else { return true }
    let isWord = name.utf8.allSatisfy { byte in
      byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
        || byte == UInt8(ascii: "_")
    }
    return isWord && !(first >= 48 && first <= 57)
  }
}
