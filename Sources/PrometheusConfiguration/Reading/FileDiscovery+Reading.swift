extension FileDiscovery {
  static let type: GoType<FileDiscovery> = .hooked(
    structure, before: { $0 = FileDiscovery() },
    after: { discovery throws(Rejection) in
      if discovery.files.isEmpty {
        throw Rejection("file service discovery config must contain at least one path name")
      }
      for path in discovery.files where !isGood(path) {
        throw Rejection("path name \(GoQuote.quoted(path)) is not valid for file discovery")
      }
    })

  private static let structure = GoStructure<FileDiscovery>()
    .field("files", \.files, .list(of: .string))
    .field("refresh_interval", \.refreshInterval, .duration)
    .type("file.plain") { FileDiscovery() }

  /// `^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$`.
  private static func isGood(_ path: String) -> Bool {
    let suffixes = [".json", ".yml", ".yaml", ".JSON", ".YML", ".YAML"]
    guard let suffix = suffixes.first(where: path.hasSuffix) else { return false }
    guard let star = path.firstIndex(of: "*") else { return true }
    let rest = path[star...].dropLast(suffix.count)
    return !rest.contains("/")
  }
}

extension HTTPDiscovery {
  static let type: GoType<HTTPDiscovery> = .hooked(
    structure, before: { $0 = HTTPDiscovery() },
    after: { discovery throws(Rejection) in
      if discovery.url.isEmpty { throw Rejection("URL is missing") }
      let url = try GoURL(parsing: discovery.url)
      guard url.scheme == "http" || url.scheme == "https" else {
        throw Rejection("URL scheme must be 'http' or 'https'")
      }
      if url.host.isEmpty { throw Rejection("host is missing in URL") }
      try discovery.http.validate()
    })

  private static let structure = GoStructure<HTTPDiscovery>()
    .field("url", \.url, .string)
    .field("refresh_interval", \.refreshInterval, .duration)
    .inline(HTTPClientSettings.fields, \.http)
    .type("http.plain") { HTTPDiscovery() }
}

extension DNSDiscovery {
  static let type: GoType<DNSDiscovery> = .hooked(
    structure, before: { $0 = DNSDiscovery() },
    after: { discovery throws(Rejection) in
      if discovery.names.isEmpty {
        throw Rejection("DNS-SD config must contain at least one SRV record name")
      }
      switch discovery.type.uppercased() {
      case "SRV": break
      case "A", "AAAA", "MX", "NS":
        if discovery.port == 0 {
          throw Rejection(
            "a port is required in DNS-SD configs for all record types except SRV")
        }
      case _: throw Rejection("invalid DNS-SD records type \(discovery.type)")
      }
    })

  private static let structure = GoStructure<DNSDiscovery>()
    .field("names", \.names, .list(of: .string))
    .field("refresh_interval", \.refreshInterval, .duration)
    .field("type", \.type, .string)
    .field("port", \.port, .int)
    .type("dns.plain") { DNSDiscovery() }
}
