/// Where a job's targets come from.
public enum DiscoverySource: Sendable, Hashable {
  /// All groups of `static_configs`.
  case fixed([TargetGroup])
  /// One of `file_sd_configs`.
  case file(FileDiscovery)
  /// One of `http_sd_configs`.
  case http(HTTPDiscovery)
  /// One of `dns_sd_configs`.
  case dns(DNSDiscovery)
  /// One of `kubernetes_sd_configs`.
  case kubernetes(KubernetesDiscovery)
  /// One of the others, by its name (`consul`): read, and not evaluated.
  case other(OtherDiscovery)
}

/// Targets and the labels they share: `static_configs`, and the files of `file_sd_configs`.
public struct TargetGroup: Sendable, Hashable {
  public var targets: [String] = []
  public var labels: [String: String] = [:]
  /// The line of the group, from 1.
  public var line = 0

  /// An empty group.
  public init() {}
}

/// One of `file_sd_configs`.
public struct FileDiscovery: Sendable, Hashable {
  /// Paths, the last part of which may have a `*`; absolute once a directory was set.
  public var files: [String] = []
  public var refreshInterval = PrometheusDuration.seconds(300)

  /// Prometheus' defaults.
  public init() {}
}

/// One of `http_sd_configs`.
public struct HTTPDiscovery: Sendable, Hashable {
  public var url = ""
  public var refreshInterval = PrometheusDuration.seconds(60)
  public var http = HTTPClientSettings()

  /// Prometheus' defaults.
  public init() {}
}

/// One of `dns_sd_configs`.
public struct DNSDiscovery: Sendable, Hashable {
  public var names: [String] = []
  /// `SRV`, `A`, `AAAA`, `MX` or `NS`, as written.
  public var type = "SRV"
  public var port = 0
  public var refreshInterval = PrometheusDuration.seconds(30)

  /// Prometheus' defaults.
  public init() {}
}

/// One of `kubernetes_sd_configs`.
public struct KubernetesDiscovery: Sendable, Hashable {
  /// nil: the cluster Prometheus runs in.
  public var apiServer: GoURL?
  public var role = ""
  public var kubeconfigFile = ""
  public var http = HTTPClientSettings()
  public var namespaces: [String] = []
  public var ownNamespace = false
  public var selectors: [Selector] = []
  public var attachMetadata = AttachedMetadata()
  /// The line of the entry, from 1.
  public var line = 0

  /// One of `selectors`.
  public struct Selector: Sendable, Hashable {
    public var role = ""
    public var label = ""
    public var field = ""
  }

  /// `attach_metadata`.
  public struct AttachedMetadata: Sendable, Hashable {
    public var node = false
    public var namespace = false
    public var deployment = false
    public var job = false
    public var cronJob = false
  }

  /// Prometheus' defaults.
  public init() {}
}

/// A kind of discovery that is known by name only.
public struct OtherDiscovery: Sendable, Hashable {
  /// Its name without `_sd_configs`: `consul`.
  public var name: String
  /// The line of the entry, from 1.
  public var line: Int
}
