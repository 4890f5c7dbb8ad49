public import Relabelling

/// What a job gives to each of its targets: the defaults of labels, and the rules.
public struct TargetTemplate: Sendable {
  /// `job_name`.
  public var job: ByteString
  /// `scrape_interval`, as Prometheus prints it.
  public var interval: ByteString
  /// `scrape_timeout`.
  public var timeout: ByteString
  /// `metrics_path`.
  public var path: ByteString
  /// `scheme`.
  public var scheme: ByteString
  /// `params`.
  public var params: [QueryParameter]
  /// `relabel_configs`.
  public var rules: [RelabelRule]

  /// A job.
  public init(
    job: ByteString, interval: ByteString = "1m", timeout: ByteString = "10s",
    path: ByteString = "/metrics", scheme: ByteString = "http", params: [QueryParameter] = [],
    rules: [RelabelRule] = []
  ) {
    self.job = job
    self.interval = interval
    self.timeout = timeout
    self.path = path
    self.scheme = scheme
    self.params = params
    self.rules = rules
  }
}

/// One of `params`: a name with its values.
public struct QueryParameter: Sendable, Hashable {
  /// Its name.
  public var name: ByteString
  /// Its values, in order.
  public var values: [ByteString]

  /// A parameter.
  public init(_ name: ByteString, _ values: [ByteString]) {
    self.name = name
    self.values = values
  }
}
