/// An Ingress: which host names and paths lead to which Service.
public struct Ingress: ClusterObject {
  /// `kind` of the API.
  public static let kind = "Ingress"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `spec.ingressClassName`.
  public var className: String?
  /// Where requests go that no path takes.
  public var defaultBackend: IngressBackend?
  /// The paths of all rules in order.
  public var paths: [IngressPath]

  /// An Ingress.
  public init(
    metadata: ObjectMetadata, className: String? = nil, defaultBackend: IngressBackend? = nil,
    paths: [IngressPath] = []
  ) {
    self.metadata = metadata
    self.className = className
    self.defaultBackend = defaultBackend
    self.paths = paths
  }
}

/// One host name and path, and where it leads.
public struct IngressPath: Sendable, Hashable {
  /// The host name, empty for all.
  public var host: String
  /// The path.
  public var path: String
  /// Where it leads; nil where it is no Service.
  public var backend: IngressBackend?

  /// A path of a host.
  public init(host: String, path: String, backend: IngressBackend?) {
    self.host = host
    self.path = path
    self.backend = backend
  }
}

/// A port of a Service in the Ingress's namespace.
public struct IngressBackend: Sendable, Hashable {
  /// The Service.
  public var service: String
  /// Its port, by number or name.
  public var port: TargetPort?

  /// A port of `service`.
  public init(service: String, port: TargetPort?) {
    self.service = service
    self.port = port
  }
}
