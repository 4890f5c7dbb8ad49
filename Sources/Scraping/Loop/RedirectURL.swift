/// Where a redirect leads (RFC 3986 section 5.2), and what may go there.
enum RedirectURL {
  /// A URL's parts, as they are written.
  struct Parts {
    var scheme: String
    var authority: String
    var path: String

    /// Nil where there is no `scheme://`.
    init?(_ url: String) {
      guard let mark = url.firstRange(of: "://") else { return nil }
      scheme = url[..<mark.lowerBound].lowercased()
      let rest = url[mark.upperBound...]
      let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
      authority = String(rest[..<end])
      path = String(rest[end...].prefix { $0 != "?" && $0 != "#" })
    }

    /// The host without user, brackets and port.
    var host: String {
      let place = authority.split(separator: "@").last ?? ""
      if place.hasPrefix("[") { return String(place.dropFirst().prefix { $0 != "]" }) }
      return String(place.prefix { $0 != ":" })
    }

    /// What stands behind the host's colon; nil without one.
    var port: String? {
      let place = authority.split(separator: "@").last ?? ""
      let rest = place.hasPrefix("[") ? place.drop { $0 != "]" } : place
      return rest.firstIndex(of: ":").map { String(rest[rest.index(after: $0)...]) }
    }
  }

  /// The URL that `location` means where `base` was asked; nil where it cannot be asked.
  static func resolve(_ location: String, from base: String) -> String? {
    guard let parts = Parts(base) else { return nil }
    if let target = Parts(location),
      location.firstRange(of: "://")?.lowerBound
        == location.firstIndex(of: ":")
    {
      return target.scheme == "http" || target.scheme == "https" ? location : nil
    }
    if let colon = location.firstIndex(of: ":"),
      !location[..<colon].contains(where: { "/?#".contains($0) })
    {
      return nil
    }
    if location.hasPrefix("//") { return "\(parts.scheme):\(location)" }
    let root = "\(parts.scheme)://\(parts.authority)"
    if location.hasPrefix("/") { return root + location }
    if location.hasPrefix("?") { return root + parts.path + location }
    let folder = parts.path.lastIndex(of: "/").map { String(parts.path[...$0]) } ?? "/"
    return root + folder + location
  }

  /// Whether secrets given for one URL may go to another: the same host, or one below it (Go's
  /// `shouldCopyHeaderOnRedirect`).
  static func mayTakeSecrets(from origin: String, to target: String) -> Bool {
    guard let origin = Parts(origin)?.host.lowercased(),
      let target = Parts(target)?.host.lowercased()
    else { return false }
    return origin == target || (!origin.isAddress && target.hasSuffix("." + origin))
  }
}
