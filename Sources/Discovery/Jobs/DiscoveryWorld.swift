public import PrometheusConfiguration

/// Where a configuration's discoveries are answered from: a running cluster, or what was recorded.
public protocol DiscoveryWorld {
  /// The objects that a `kubernetes_sd_configs` is told of.
  func objects(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesObjects
  /// The namespace that `own_namespace` means, nil where that is not known.
  var ownNamespace: String? { get }
  /// The files that a pattern of `file_sd_configs` names.
  func files(matching pattern: String) -> [DiscoveryFile]
  /// The body that the URL of a `http_sd_configs` answers with.
  func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8]
  /// What the names of a `dns_sd_configs` lead to.
  func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup]
}

/// A file of `file_sd_configs`.
public struct DiscoveryFile: Sendable {
  /// Its path, as `__meta_filepath` names it.
  public var path: String
  /// Its content; nil where it cannot be read.
  public var content: [UInt8]?

  /// A file.
  public init(path: String, content: [UInt8]?) {
    self.path = path
    self.content = content
  }
}
