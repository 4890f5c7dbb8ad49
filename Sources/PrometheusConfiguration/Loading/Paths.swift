/// Paths as Go's `filepath` joins them.
enum Paths {
  /// `filepath.Dir`.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `config.JoinDir`: absolute and empty paths stay as they are.
  static func join(_ directory: String, _ path: String) -> String {
    if path.isEmpty || path.hasPrefix("/") { return path }
    return clean(directory + "/" + path)
  }

  private static func clean(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }
}
