public import PrometheusConfiguration
public import Relabelling

extension DiscoveredGroup {
  /// The targets of a group as a configuration or a file lists them.
  public init(_ group: TargetGroup, source: String, extra: [Label] = []) {
    self.init(
      source: source,
      labels: group.labels.map { Label(ByteString($0.key), ByteString($0.value)) }
        .sorted { $0.name < $1.name } + extra,
      targets: group.targets.map { [Label("__address__", ByteString($0))] })
  }

  /// The groups of `static_configs`.
  public static func fixed(_ groups: [TargetGroup]) -> [DiscoveredGroup] {
    groups.enumerated().map { DiscoveredGroup($1, source: String($0)) }
  }

  /// The groups of one of `file_sd_configs`' files.
  public static func file(_ groups: [TargetGroup], path: String) -> [DiscoveredGroup] {
    groups.enumerated().map {
      DiscoveredGroup(
        $1, source: "\(path):\($0)", extra: [Label("__meta_filepath", ByteString(path))])
    }
  }

  /// The groups of an answer to one of `http_sd_configs`.
  public static func http(_ groups: [TargetGroup], url: String) -> [DiscoveredGroup] {
    groups.enumerated().map {
      DiscoveredGroup($1, source: "\(url):\($0)", extra: [Label("__meta_url", ByteString(url))])
    }
  }
}
