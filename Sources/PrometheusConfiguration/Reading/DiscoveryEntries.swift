import YAMLSyntax

/// The discoveries of a job while it is read, by their keys.
struct DiscoveryEntries: Sendable, Hashable {
  var sources: [String: [DiscoverySource?]] = [:]
  var groups: [TargetGroup?] = []

  /// The keys that a job and an Alertmanager have for discovery.
  static let fields: GoStructure<DiscoveryEntries> = {
    var fields = GoStructure<DiscoveryEntries>()
      .field("static_configs", \.groups, TargetGroup.list)
      .adding("file", "file.SDConfig", FileDiscovery.type) { .file($0) }
      .adding("http", "http.SDConfig", HTTPDiscovery.type) { .http($0) }
      .adding("dns", "dns.SDConfig", DNSDiscovery.type) { .dns($0) }
      .adding("kubernetes", "kubernetes.SDConfig", KubernetesDiscovery.type) { .kubernetes($0) }
    for kind in OtherDiscovery.kinds {
      fields = fields.adding(kind.name, kind.type, kind.element) { .other($0) }
    }
    return fields
  }()

  /// The sources in Prometheus' order: by key, the static ones last.
  func read() throws(Rejection) -> [DiscoverySource] {
    var all: [DiscoverySource] = []
    for key in sources.keys.sorted() {
      for source in sources[key] ?? [] {
        guard let source else { throw Rejection("empty or null section in \(key)") }
        all.append(source)
      }
    }
    var fixed: [TargetGroup] = []
    for group in groups {
      guard let group else { throw Rejection("empty or null section in static_configs") }
      fixed.append(group)
    }
    return fixed.isEmpty ? all : all + [.fixed(fixed)]
  }
}

extension GoStructure<DiscoveryEntries> {
  fileprivate func adding<Entry>(
    _ name: String, _ typeName: String, _ type: GoType<Entry>,
    _ make: @escaping @Sendable (Entry) -> DiscoverySource
  ) -> Self {
    let key = name + "_sd_configs"
    let list = GoType<[Entry?]>.list(of: .pointer(to: type), named: "[]*" + typeName)
    return custom(key) { (decoder, index, entries) throws(Rejection) in
      var read: [Entry?] = []
      _ = try list.unmarshal(index, into: &read, &decoder)
      entries.sources[key] = read.map { $0.map(make) }
    }
  }
}

/// A target may be no URL, unless rules can still make something of it.
func checkStaticTargets(_ sources: [DiscoverySource]) throws(Rejection) {
  for case .fixed(let groups) in sources {
    for group in groups {
      for target in group.targets where target.contains("/") {
        throw Rejection("\(GoQuote.quoted(target)) is not a valid hostname", line: group.line)
      }
    }
  }
}
