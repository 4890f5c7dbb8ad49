public import Relabelling

/// One of `remote_write`.
public struct RemoteWriteSettings: Sendable, Hashable {
  public var url: GoURL?
  public var remoteTimeout = PrometheusDuration.seconds(30)
  public var headers: [String: String] = [:]
  public var writeRelabelConfigs: [RelabelRule] = []
  var writeRelabelDrafts: [RelabelDraft?] = []
  public var name = ""
  public var sendExemplars = false
  public var sendNativeHistograms = false
  public var roundRobinDNS = false
  /// `prometheus.WriteRequest` (1.0) or `io.prometheus.write.v2.Request` (2.0).
  public var protobufMessage = "prometheus.WriteRequest"
  public var http = HTTPClientSettings()
  public var queue = RemoteWriteQueue()
  public var metadata = MetadataSending()
  /// `sigv4`, `azuread` or `google_iam` where one is there: read, and not evaluated.
  public var cloudAuthentication: [String] = []
  /// The line of the entry, from 1.
  public var line = 0

  /// Prometheus' defaults: HTTP/2 is off here.
  public init() { http.enableHTTP2 = false }
}

/// `queue_config`.
public struct RemoteWriteQueue: Sendable, Hashable {
  public var capacity = 10_000
  public var maxShards = 50
  public var minShards = 1
  public var maxSamplesPerSend = 2000
  public var batchSendDeadline = PrometheusDuration.seconds(5)
  public var minBackoff = PrometheusDuration(milliseconds: 30)
  public var maxBackoff = PrometheusDuration.seconds(5)
  public var retryOnRateLimit = false
  public var sampleAgeLimit = PrometheusDuration.zero

  /// Prometheus' defaults.
  public init() {}
}

/// `metadata_config`.
public struct MetadataSending: Sendable, Hashable {
  public var send = true
  public var sendInterval = PrometheusDuration.seconds(60)
  public var maxSamplesPerSend = 2000

  /// Prometheus' defaults.
  public init() {}
}
