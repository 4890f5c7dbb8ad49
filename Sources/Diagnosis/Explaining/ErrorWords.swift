/// The URL, address and names inside an error line.
struct ErrorWords {
  private(set) var url: String?
  private(set) var target: String?
  private var name: String?

  init(_ line: String) {
    url = Self.url(in: line)
    target = Self.dialled(in: line) ?? url.flatMap(Self.authority)
    name = Self.word(after: "lookup ", in: line) ?? Self.word(after: "open ", in: line)
    if target == nil, let name, line.contains("lookup ") { target = name }
  }

  /// The URL of `Get "http://…"`, or a bare one.
  private static func url(in line: String) -> String? {
    for scheme in ["http://", "https://"] {
      guard let start = line.firstRange(of: scheme)?.lowerBound else { continue }
      let rest = line[start...].prefix { !"\"' \t<>".contains($0) }
      var text = String(rest)
      while let last = text.last, ":,;.)\\".contains(last) { text.removeLast() }
      return text
    }
    return nil
  }

  /// `10.43.4.242:8082` of `dial tcp 10.43.4.242:8082: connect: …`.
  private static func dialled(in line: String) -> String? {
    for word in ["dial tcp ", "dial tcp4 ", "dial tcp6 ", "read tcp ", "write tcp "] {
      guard let end = line.firstRange(of: word)?.upperBound else { continue }
      var token = String(line[end...].prefix { $0 != " " })
      if let arrow = token.firstRange(of: "->") { token = String(token[arrow.upperBound...]) }
      if token.hasSuffix(":") { token.removeLast() }
      guard token.contains(":"), token != "lookup" else { continue }
      return token
    }
    return nil
  }

  /// `host:port` of a URL, with the scheme's port where it has none.
  private static func authority(_ url: String) -> String? {
    guard let start = url.firstRange(of: "://")?.upperBound else { return nil }
    var authority = String(url[start...].prefix { !"/?#".contains($0) })
    if let at = authority.lastIndex(of: "@") {
      authority = String(authority[authority.index(after: at)...])
    }
    guard !authority.isEmpty else { return nil }
    let isBare =
      authority.hasPrefix("[") ? authority.hasSuffix("]") : !authority.contains(":")
    return isBare ? authority + (url.hasPrefix("https") ? ":443" : ":80") : authority
  }

  private static func word(after word: String, in line: String) -> String? {
    guard let end = line.firstRange(of: word)?.upperBound else { return nil }
    var token = String(line[end...].prefix { $0 != " " })
    while let last = token.last, ":,".contains(last) { token.removeLast() }
    return token.isEmpty ? nil : token
  }

  /// A command with the words put in; what the line does not say stays in capitals.
  func filled(_ command: String) -> String {
    var host = target ?? "HOST"
    var port = "PORT"
    if let colon = host.lastIndex(of: ":"),
      host.hasPrefix("[") || host.count(where: { $0 == ":" }) == 1
    {
      port = String(host[host.index(after: colon)...])
      host = String(host[..<colon])
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let words = [
      "{target}": target ?? "HOST:PORT", "{url}": ShellWord.quoted(url ?? "URL"),
      "{host}": host, "{port}": port, "{name}": ShellWord.quoted(name ?? "FILE"),
    ]
    return words.reduce(command) { text, word in
      text.split(separator: word.key, omittingEmptySubsequences: false)
        .joined(separator: word.value)
    }
  }
}

/// A word as a shell takes it.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
        || "-._~/:@%+=,[]".utf8.contains(byte)
    }
    guard !isPlain else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}

extension String {
  /// The place of the first `part`.
  fileprivate func firstRange(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return start..<index(start, offsetBy: part.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
