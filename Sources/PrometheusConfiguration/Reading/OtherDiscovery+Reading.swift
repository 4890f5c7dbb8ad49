import YAMLSyntax

extension OtherDiscovery {
  /// A kind of discovery that is not evaluated: its name, its Go type, and what Prometheus asks.
  struct Kind: Sendable {
    let name: String
    let type: String
    let check: Check

    typealias Check = @Sendable (borrowing Known) throws(Rejection) -> Void

    init(_ name: String, _ type: String? = nil, check: @escaping Check = { _ in }) {
      self.name = name
      self.type = type ?? "\(name).SDConfig"
      self.check = check
    }
  }

  /// What is read of an entry: its HTTP settings, and all other scalars as text.
  struct Known: Sendable {
    var http = HTTPClientSettings()
    var scalars: [String: String] = [:]
    var lists: [String: [YAMLTree.Index]] = [:]
    /// The text of each element of a list of scalars.
    var words: [String: [String]] = [:]
    /// How many of `filters` have no values.
    var emptyFilters = 0
    var port = 0
    var refreshInterval = PrometheusDuration.seconds(60)
    var keys: Set<String> = []

    func text(_ key: String) -> String { scalars[key] ?? "" }
  }

  /// All kinds of Prometheus 3.
  static let kinds: [Kind] =
    [
      Kind("aws"),
      Kind("digitalocean"), Kind("kuma", "xds.SDConfig"), Kind("linode"), Kind("nomad"),
      Kind("outscale"), Kind("vultr"),
    ] + DiscoveryChecks.kinds
}

extension OtherDiscovery.Kind {
  /// One entry.
  var element: GoType<OtherDiscovery> {
    let known = structure
    let name = name
    let check = check
    return GoType(name: type, zero: { OtherDiscovery(name: name, line: 0) }) {
      (decoder, index, value) throws(Rejection) in
      let line = decoder.tree[index].line
      value.line = line
      var read = OtherDiscovery.Known()
      let faults = decoder.faults.count
      guard try known.decode(&decoder, index, &read), decoder.faults.count == faults else {
        return false
      }
      do throws(Rejection) {
        try check(read)
        try read.http.validate()
      } catch {
        throw Rejection(error.message, line: error.line ?? line)
      }
      return true
    }
  }
}

extension OtherDiscovery.Kind {
  /// The struct, with the keys that are known of it.
  private var structure: GoType<OtherDiscovery.Known> {
    let package = String(type.prefix { $0 != "." })
    guard let keys = DiscoveryKeys.all[name] else {
      return GoStructure<OtherDiscovery.Known>()
        .inline(HTTPClientSettings.fields, \.http)
        .field("port", \.port, .int)
        .field("refresh_interval", \.refreshInterval, .duration)
        .others { (decoder, key, index, known) in known.note(key, index, decoder) }
        .type("\(package).plain") { OtherDiscovery.Known() }
    }
    var structure = GoStructure<OtherDiscovery.Known>()
    if keys.speaksHTTP { structure = structure.inline(HTTPClientSettings.fields, \.http) }
    for (key, holding) in keys.keys {
      structure = structure.custom(key) { (decoder, index, known) throws(Rejection) in
        known.note(key, index, decoder)
        try holding.check(&decoder, index)
      }
    }
    if keys.keys["refresh_interval"] != nil {
      structure = structure.field("refresh_interval", \.refreshInterval, .duration)
    }
    return structure.type("\(package).\(keys.plainName)") { OtherDiscovery.Known() }
  }
}

extension OtherDiscovery.Known {
  /// Notes a key with its scalar, or what its list holds.
  fileprivate mutating func note(
    _ key: String, _ index: YAMLTree.Index, _ decoder: GoDecoder
  ) {
    keys.insert(key)
    switch decoder.tree[index].content {
    case .scalar(let bytes, _):
      if case .null = decoder.scalar(index) { return }
      scalars[key] = String(decoding: bytes, as: UTF8.self)
    case .sequence(let children):
      lists[key] = children
      words[key] = children.compactMap { decoder.text($0) }
      emptyFilters += children.count { decoder.hasEmptyValues($0) }
    case .mapping, .alias: break
    }
  }
}

extension GoDecoder {
  /// Whether a filter `{name: …, values: […]}` has no values.
  fileprivate func hasEmptyValues(_ index: YAMLTree.Index) -> Bool {
    guard child(index, "name") != nil else { return false }
    guard let values = child(index, "values"), case .sequence(let children) = tree[values].content
    else { return true }
    return children.isEmpty
  }
}
