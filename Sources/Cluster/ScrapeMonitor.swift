/// A ServiceMonitor or PodMonitor of the Prometheus operator, or its VictoriaMetrics counterpart.
public struct ScrapeMonitor: Sendable, Hashable {
  /// `kind`.
  public var kind: String
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// What it chooses.
  public var subject: Subject
  /// The namespaces it looks in; nil means all of them.
  public var namespaces: [String]?
  /// `spec.selector`.
  public var selector: LabelSelector
  /// `spec.endpoints` or `spec.podMetricsEndpoints`.
  public var ports: [MonitorPort]

  /// What a monitor chooses by labels.
  public enum Subject: Sendable, Hashable {
    case services
    case pods
  }
}

/// Which port an endpoint of a monitor means.
public enum MonitorPort: Sendable, Hashable {
  /// `port`: the name of the Service's, or of the pod's for a PodMonitor.
  case name(String)
  /// `targetPort` or `portNumber`: the pod's.
  case target(TargetPort)
  /// Neither is written.
  case any
}
