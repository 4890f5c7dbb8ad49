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
    let package = String(type.prefix { $0 != "." })
    let known = GoStructure<OtherDiscovery.Known>()
      .inline(HTTPClientSettings.fields, \.http)
      .field("port", \.port, .int)
      .field("refresh_interval", \.refreshInterval, .duration)
      .others { (decoder, key, index, known) throws(Rejection) in
        known.keys.insert(key)
        switch decoder.tree[index].content {
        case .scalar(let bytes, _):
          if case .null = decoder.scalar(index) { return }
          known.scalars[key] = String(decoding: bytes, as: UTF8.self)
        case .sequence(let children):
          known.lists[key] = children
          known.words[key] = children.compactMap { decoder.text($0) }
          known.emptyFilters += children.count { decoder.hasEmptyValues($0) }
        case .mapping, .alias: break
        }
      }
      .type("\(package).plain") { OtherDiscovery.Known() }
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

extension GoDecoder {
  /// Whether a filter `{name: …, values: […]}` has no values.
  fileprivate func hasEmptyValues(_ index: YAMLTree.Index) -> Bool {
    guard child(index, "name") != nil else { return false }
    guard let values = child(index, "values"), case .sequence(let children) = tree[values].content
    else { return true }
    return children.isEmpty
  }
}
