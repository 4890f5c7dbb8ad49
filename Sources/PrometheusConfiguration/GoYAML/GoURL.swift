/// A URL as Go's `net/url` takes it apart.
public struct GoURL: Sendable, Hashable {
  /// As it was written.
  public var text: String
  /// In small letters; empty without one.
  public var scheme = ""
  /// Name and password, as written; nil without an `@`.
  public var userinfo: String?
  /// Host and port.
  public var host = ""
  /// The path, escapes resolved.
  public var path = ""
  /// What follows the `?`.
  public var query = ""
  /// What follows the scheme where no `/` does: `example.org:80` of `kube:example.org:80`.
  public var opaque = ""

  /// The host without port and brackets.
  public var hostName: String {
    guard !host.hasPrefix("[") else { return String(host.dropFirst().prefix { $0 != "]" }) }
    return host.lastIndex(of: ":").map { String(host[..<$0]) } ?? host
  }

  /// Reads `text` with the errors of `url.Parse`.
  public init(parsing text: String) throws(Rejection) {
    self.text = text
    let whole = text.prefix { $0 != "#" }
    do throws(Rejection) {
      try parse(Array(whole.utf8))
    } catch {
      throw Rejection("parse \(GoQuote.quoted(String(whole))): \(error.message)")
    }
    let fragment = text.utf8.dropFirst(whole.utf8.count + 1)
    do throws(Rejection) {
      _ = try Self.unescaped(Array(fragment), isHost: false)
    } catch {
      throw Rejection("parse \(GoQuote.quoted(text)): \(error.message)")
    }
  }

  /// The URL with a password replaced, as it may be printed.
  public var redacted: String {
    guard let userinfo, let colon = userinfo.firstIndex(of: ":") else { return text }
    guard let place = text.range(of: userinfo + "@") else { return text }
    return text.replacing(place, with: userinfo[..<colon] + ":xxxxx@")
  }

  private mutating func parse(_ bytes: [UInt8]) throws(Rejection) {
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
      throw Rejection("net/url: invalid control character in URL")
    }
    if bytes.elementsEqual("*".utf8) {
      path = "*"
      return
    }
    var rest = try takeScheme(bytes)[...]
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = String(decoding: rest[rest.index(after: mark)...], as: UTF8.self)
      rest = rest[..<mark]
    }
    if rest.first != UInt8(ascii: "/") {
      guard scheme.isEmpty else {
        opaque = String(decoding: rest, as: UTF8.self)
        return
      }
      if rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
        throw Rejection("first path segment in URL cannot contain colon")
      }
    }
    let isAuthority = !scheme.isEmpty || !rest.starts(with: "///".utf8)
    if isAuthority, rest.starts(with: "//".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
      rest = rest[authority.endIndex...]
      try takeAuthority(authority)
    }
    path = String(decoding: try Self.unescaped(Array(rest), isHost: false), as: UTF8.self)
  }

  private mutating func takeScheme(_ bytes: [UInt8]) throws(Rejection) -> [UInt8] {
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if index == 0 { return bytes }
      case UInt8(ascii: ":"):
        if index == 0 { throw Rejection("missing protocol scheme") }
        scheme = String(decoding: bytes[..<index], as: UTF8.self).lowercased()
        return Array(bytes[(index + 1)...])
      case _: return bytes
      }
    }
    return bytes
  }

  private mutating func takeAuthority(_ authority: ArraySlice<UInt8>) throws(Rejection) {
    var hostBytes = authority
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      hostBytes = authority[authority.index(after: at)...]
      try takeHost(hostBytes)
      let info = authority[..<at]
      guard info.allSatisfy(Self.isUserinfo) else { throw Rejection("net/url: invalid userinfo") }
      _ = try Self.unescaped(Array(info), isHost: false)
      userinfo = String(decoding: info, as: UTF8.self)
    } else {
      try takeHost(hostBytes)
    }
  }

  private mutating func takeHost(_ bytes: ArraySlice<UInt8>) throws(Rejection) {
    if bytes.first == UInt8(ascii: "[") {
      guard let end = bytes.lastIndex(of: UInt8(ascii: "]")) else {
        throw Rejection("missing ']' in host")
      }
      try Self.checkPort(bytes[bytes.index(after: end)...])
    } else if let colon = bytes.lastIndex(of: UInt8(ascii: ":")) {
      try Self.checkPort(bytes[colon...])
    }
    host = String(decoding: try Self.unescaped(Array(bytes), isHost: true), as: UTF8.self)
  }

  private static func checkPort(_ port: ArraySlice<UInt8>) throws(Rejection) {
    guard let colon = port.first else { return }
    let isNumber = port.dropFirst().allSatisfy { $0 >= 48 && $0 <= 57 }
    guard colon == UInt8(ascii: ":"), isNumber else {
      let text = GoQuote.quoted(Array(port))
      throw Rejection("invalid port \(text) after host")
    }
  }
}

extension GoURL {
  /// Resolves `%41`; a host may have fewer characters.
  private static func unescaped(_ bytes: [UInt8], isHost: Bool) throws(Rejection) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "%") else {
        if isHost, byte < 0x80, !isHostCharacter(byte) {
          throw Rejection("invalid character \(GoQuote.quoted([byte])) in host name")
        }
        out.append(byte)
        index += 1
        continue
      }
      let piece = bytes[index..<min(index + 3, bytes.count)]
      guard piece.count == 3, let value = hexadecimal(piece.dropFirst()) else {
        throw Rejection("invalid URL escape \(GoQuote.quoted(Array(piece)))")
      }
      if isHost, value < 0x80, value != UInt8(ascii: "%") {
        throw Rejection("invalid URL escape \(GoQuote.quoted(Array(piece)))")
      }
      out.append(value)
      index += 3
    }
    return out
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
      return nil
    }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
  }

  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!$&'()*+,;=:[]<>\"-_.~".utf8.contains(byte)
  }

  private static func isUserinfo(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return start..<(index(start, offsetBy: part.count, limitedBy: endIndex) ?? endIndex)
      }
      start = index(after: start)
    }
    return nil
  }

  fileprivate func replacing(_ range: Range<Index>, with text: some StringProtocol) -> String {
    String(self[..<range.lowerBound]) + text + self[range.upperBound...]
  }
}
