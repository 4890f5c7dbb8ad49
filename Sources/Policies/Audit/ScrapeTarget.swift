public import Addressing
public import Cluster

/// Something that is scraped, or would be: a port of a Service, of pods, or an address.
public struct ScrapeTarget: Sendable, Hashable {
  /// What people call it: `argocd/argocd-metrics:8082`, `pod default/web-0:8080`.
  public var name: String
  /// The namespace it is in; empty for an address.
  public var namespace: String
  /// Why it is taken for a target; empty for a port that nobody asked to be scraped.
  public var origins: [TargetOrigin]
  /// Where a scrape of it arrives, after every translation.
  public var endpoints: [TargetEndpoint]
  /// The Service by one of whose outer addresses it is asked, where policies may see another source
  /// than the one that asks; nil for all else.
  public var entrance: Entrance?

  /// An outer address of a Service.
  public struct Entrance: Sendable, Hashable {
    /// The Service.
    public var service: ObjectName
    /// Which of its addresses.
    public var door: ServiceDoor
  }

  /// A target.
  public init(
    name: String, namespace: String, origins: [TargetOrigin], endpoints: [TargetEndpoint]
  ) {
    self.name = name
    self.namespace = namespace
    self.origins = origins
    self.endpoints = endpoints
  }

  /// Whether it is scraped, not only there.
  public var isScraped: Bool { !origins.isEmpty }
}

/// One pod and port behind a target.
public struct TargetEndpoint: Sendable, Hashable {
  /// The pod, or an address that is none.
  public var end: PolicyEnd
  /// The pod's own port.
  public var port: UInt16
  /// The protocol.
  public var transport: TransportProtocol

  /// The port `port` of `end`.
  public init(_ end: PolicyEnd, port: UInt16, transport: TransportProtocol = .tcp) {
    self.end = end
    self.port = port
    self.transport = transport
  }
}

extension TargetEndpoint: CustomStringConvertible {
  /// `argocd/argocd-server:8083`.
  public var description: String { "\(end):\(port)" }
}

/// Why something is taken for a scrape target.
public enum TargetOrigin: Sendable, Hashable {
  /// `prometheus.io/scrape` on the pod.
  case podAnnotation
  /// `prometheus.io/scrape` on the Service.
  case serviceAnnotation
  /// An object of an operator.
  case monitor(kind: String, ObjectName)
  /// The name of the Service or of its port speaks of metrics.
  case metricsPort
  /// A job of a Prometheus configuration.
  case job(String)
}

extension TargetOrigin: CustomStringConvertible {
  /// What to look at.
  public var description: String {
    switch self {
    case .podAnnotation: "pod annotation prometheus.io/scrape"
    case .serviceAnnotation: "Service annotation prometheus.io/scrape"
    case .monitor(let kind, let name): "\(kind) \(name)"
    case .metricsPort: "the port's name"
    case .job(let job): "job \(job)"
    }
  }
}
