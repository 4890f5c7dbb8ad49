public import Exposition
public import Relabelling

/// How the targets of one job are scraped, under the names of Prometheus' configuration.
public struct ScrapeSettings: Sendable {
  /// `job_name`.
  public var job = ""
  /// The time between two scrapes of a target.
  public var interval = Duration.seconds(60)
  /// How long a scrape may take in all.
  public var timeout = Duration.seconds(10)
  /// Whether labels that a target exposes win over its own.
  public var honorLabels = false
  /// Whether timestamps that a target exposes count.
  public var honorTimestamps = true
  /// Whether the end of a series is marked although its target gives it timestamps.
  public var trackTimestampsStaleness = false
  /// Whether a compressed body is asked for.
  public var enableCompression = true
  /// In which order formats are asked for.
  public var protocols = ScrapeProtocol.standard
  /// What a body is taken for when its Content-Type names no format.
  public var fallback: ExpositionFormat?
  /// What a scrape may not exceed.
  public var limits = ScrapeLimits()
  /// Which names metrics and labels may have.
  public var validation = NameValidation.utf8
  /// The rules for samples.
  public var metricRules: [RelabelRule] = []
  /// Whether the limits themselves are reported as series.
  public var extraMetrics = false
  /// What fails every scrape before anything is sent, as `target_limit` does.
  public var forced: ScrapeFailure?
  /// How the server is spoken to.
  public var client = ScrapeClient()

  /// Prometheus' defaults.
  public init() {}
}

/// What a scrape may not exceed; 0 for no limit.
public struct ScrapeLimits: Sendable, Hashable {
  /// Bytes of a body, unpacked.
  public var bodySize = 0
  /// Samples after relabelling.
  public var samples = 0
  /// Labels of a sample, its name and the target's labels among them.
  public var labels = 0
  /// Bytes of a label's name.
  public var labelNameLength = 0
  /// Bytes of a label's value.
  public var labelValueLength = 0

  /// No limits.
  public init() {}

  /// What a body may have even where nothing limits it: memory is not endless.
  public static let largestBody = 256 << 20

  /// The most bytes that a body may have: Prometheus fails at its limit, not above it.
  var mostBytes: Int { bodySize > 0 ? bodySize - 1 : Self.largestBody }
}

/// A format to ask for, under the name it has in `scrape_protocols`.
public enum ScrapeProtocol: String, Sendable, Hashable, CaseIterable {
  case protobuf = "PrometheusProto"
  case openMetrics0 = "OpenMetricsText0.0.1"
  case openMetrics1 = "OpenMetricsText1.0.0"
  case text0 = "PrometheusText0.0.4"
  case text1 = "PrometheusText1.0.0"

  /// What Prometheus 3 asks for.
  public static let standard: [ScrapeProtocol] = [.openMetrics1, .openMetrics0, .text1, .text0]

  /// The format that a body of this protocol is in.
  public var format: ExpositionFormat {
    switch self {
    case .protobuf: .protobuf
    case .openMetrics0, .openMetrics1: .openMetrics
    case .text0, .text1: .text
    }
  }

  /// The media type with its parameters; `escaping` goes to the versions that know it.
  fileprivate func mediaType(escaping: String) -> String {
    switch self {
    case .protobuf:
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
    case .openMetrics0: "application/openmetrics-text;version=0.0.1"
    case .openMetrics1: "application/openmetrics-text;version=1.0.0;escaping=\(escaping)"
    case .text0: "text/plain;version=0.0.4"
    case .text1: "text/plain;version=1.0.0;escaping=\(escaping)"
    }
  }
}

extension ScrapeSettings {
  /// The `Accept` header: each protocol weighted by its place, anything last.
  public var accept: String {
    let escaping = validation == .legacy ? "underscores" : "allow-utf-8"
    var weight = protocols.count + 2
    var parts: [String] = []
    for wanted in protocols {
      parts.append("\(wanted.mediaType(escaping: escaping));q=0.\(weight)")
      weight -= 1
    }
    return (parts + ["*/*;q=0.\(weight)"]).joined(separator: ",")
  }
}
