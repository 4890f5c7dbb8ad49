public import PrometheusConfiguration
public import Relabelling
public import Scraping

/// Where samples go, and how: one of `remote_write`.
public struct Remote: Sendable {
  /// `name`; where there is none, the URL without its secrets.
  public var name: String
  /// What is asked.
  public var url: String
  /// The message that is sent.
  public var message = WriteMessage.version1
  /// How long a request may take.
  public var timeout = Duration.seconds(30)
  /// Header fields of the configuration.
  public var headers: [(name: String, value: String)] = []
  /// How the receiver is spoken to.
  public var client = ScrapeClient()
  /// `external_labels`.
  public var externalLabels = LabelSet()
  /// `write_relabel_configs`.
  public var rules: [RelabelRule] = []
  /// `queue_config`.
  public var queue = RemoteWriteQueue()
  /// `metadata_config`.
  public var metadata = MetadataSending()
  /// What of the configuration is not done, in sentences.
  public var notes: [String] = []

  /// A remote of this name, asked at `url`.
  public init(name: String, url: String) { (self.name, self.url) = (name, url) }
}

/// Which message a receiver gets.
public enum WriteMessage: Sendable, Hashable {
  /// `prometheus.WriteRequest`.
  case version1
  /// `io.prometheus.write.v2.Request`.
  case version2

  /// `Content-Type`.
  var contentType: String {
    switch self {
    case .version1: "application/x-protobuf"
    case .version2: "application/x-protobuf;proto=io.prometheus.write.v2.Request"
    }
  }

  /// `X-Prometheus-Remote-Write-Version`.
  var version: String {
    switch self {
    case .version1: "0.1.0"
    case .version2: "2.0.0"
    }
  }
}

extension Remote {
  /// A remote as a configuration has it; nil where it has none.
  public init?(_ settings: RemoteWriteSettings, global: GlobalSettings) {
    guard let url = settings.url else { return nil }
    self.init(name: settings.name.isEmpty ? url.redacted : settings.name, url: url.text)
    message = settings.protobufMessage == "prometheus.WriteRequest" ? .version1 : .version2
    timeout = .nanoseconds(settings.remoteTimeout.nanoseconds)
    headers = settings.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    client = ScrapeClient(settings.http)
    externalLabels = LabelSet(
      global.externalLabels.map { Label(ByteString($0.key), ByteString($0.value)) })
    rules = settings.writeRelabelConfigs
    (queue, metadata) = (settings.queue, settings.metadata)
    notes = ScrapeClient.undone(in: settings.http)
    if settings.sendExemplars { notes.append("send_exemplars: exemplars are not sent here") }
    if settings.sendNativeHistograms {
      notes.append("send_native_histograms: native histograms are not sent here")
    }
    if settings.roundRobinDNS { notes.append("round_robin_dns is not acted upon") }
  }

  /// The authentication that is asked for and not spoken: nothing may be sent without it.
  public static func unspoken(in settings: RemoteWriteSettings) -> String? {
    settings.http.oauth2 != nil ? "oauth2" : settings.cloudAuthentication.first
  }
}
