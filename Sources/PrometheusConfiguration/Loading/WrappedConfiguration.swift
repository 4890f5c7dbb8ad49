import YAMLSyntax

/// A configuration that stands inside another document: a ConfigMap, or Grafana Agent's file.
struct WrappedConfiguration {
  private let tree: YAMLTree
  private let form: Form

  private enum Form {
    /// The ConfigMap's key, and the node of its text.
    case configMap(key: String, YAMLTree.Index)
    /// The node of `metrics`.
    case agent(YAMLTree.Index)
  }

  /// nil where `bytes` are no wrapper; throws where they are no YAML.
  init?(_ bytes: [UInt8]) throws(Rejection) {
    tree = try Configuration.tree(bytes)
    let decoder = GoDecoder(tree)
    guard let root = tree.root else { return nil }
    if let kind = decoder.child(root, "kind"), decoder.text(kind) == "ConfigMap",
      let data = decoder.child(root, "data"), let found = Self.configuration(in: data, decoder)
    {
      form = .configMap(key: found.key, found.node)
    } else if decoder.child(root, "scrape_configs") == nil,
      let metrics = decoder.child(root, "metrics") ?? decoder.child(root, "prometheus"),
      decoder.child(metrics, "configs") != nil
    {
      form = .agent(metrics)
    } else {
      return nil
    }
  }

  private static func configuration(
    in data: YAMLTree.Index, _ decoder: GoDecoder
  ) -> (key: String, node: YAMLTree.Index)? {
    guard case .mapping(let children) = decoder.tree[data].content else { return nil }
    let all = pairs(children).map { (key: decoder.text($0.key) ?? "", node: $0.value) }
    return all.first { $0.key == "prometheus.yml" || $0.key == "prometheus.yaml" }
      ?? all.first { (decoder.text($0.node) ?? "").contains("scrape_configs:") }
  }

  /// Reads what is inside.
  func read(_ environment: (String) -> String?) throws(Rejection) -> Configuration.Loaded {
    switch form {
    case .configMap(let key, let node):
      guard case .scalar(let bytes, _) = tree[node].content else {
        throw Rejection("data[\(GoQuote.quoted(key))] of the ConfigMap is no text")
      }
      do throws(Rejection) {
        return Configuration.Loaded(
          configuration: try Configuration(parsing: bytes, environment: environment),
          notes: ["unwrapped from data[\"\(key)\"] of a ConfigMap: lines count from there"])
      } catch {
        // A block scalar begins on the line after its key.
        throw Rejection(error.message, line: error.line.map { $0 + tree[node].line })
      }
    case .agent(let metrics):
      var decoder = GoDecoder(tree)
      var configuration = Configuration()
      configuration.global = .zero
      _ = try AgentMetrics.type.unmarshal(metrics, into: &configuration, &decoder)
      if let rejection = decoder.rejection { throw rejection }
      try configuration.validate()
      configuration.expandExternalLabels(environment)
      return Configuration.Loaded(
        configuration: configuration,
        notes: ["unwrapped from metrics.configs[] of a Grafana Agent file"])
    }
  }
}

/// `metrics` of Grafana Agent's file: a `global`, and several configurations beside each other.
private enum AgentMetrics {
  static let type = GoStructure<Configuration>()
    .custom("global") { (decoder, index, configuration) throws(Rejection) in
      _ = try GlobalSettings.agentType.unmarshal(index, into: &configuration.global, &decoder)
    }
    .custom("configs") { (decoder, index, configuration) throws(Rejection) in
      var all: [Configuration] = []
      _ = try GoType<[Configuration]>.list(of: one).unmarshal(index, into: &all, &decoder)
      configuration.jobs = all.flatMap(\.jobs)
      configuration.remoteWrite = all.flatMap(\.remoteWrite)
    }
    .others { _, _, _, _ in }
    .type("metrics.Config") { Configuration() }

  private static let one = GoStructure<Configuration>()
    .field("scrape_configs", \.jobs, ScrapeJob.list)
    .field("remote_write", \.remoteWrite, RemoteWriteSettings.list)
    .others { _, _, _, _ in }
    .type("instance.Config") { Configuration() }
}

extension GoDecoder {
  /// The value of `key` in a mapping.
  func child(_ index: YAMLTree.Index, _ key: String) -> YAMLTree.Index? {
    guard case .mapping(let children) = tree[index].content else { return nil }
    return pairs(children).first { text($0.key) == key }?.value
  }

  /// The text of a scalar.
  func text(_ index: YAMLTree.Index) -> String? {
    guard case .scalar(let bytes, _) = tree[index].content else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
