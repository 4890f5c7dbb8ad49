extension Sysctls {
  /// Reads `key = value` lines as `sysctl -a` prints them; `key: value` errors of unreadable keys,
  /// empty lines and comments are passed over. The last of equal keys counts.
  public init(parsing text: [UInt8]) throws(RoutingError) {
    var values: [String: String] = [:]
    for (index, line) in text.lines.enumerated() {
      let line = line.trimmed
      guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else {
        continue
      }
      if line.starts(with: Array("sysctl: ".utf8)) { continue }
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
        throw .malformed(
          line: index + 1, field: "", reason: "'key = value' should stand here, not \(line.quoted)")
      }
      let key = line[..<equals].trimmed
      guard !key.isEmpty else {
        throw .malformed(line: index + 1, field: "", reason: "no key stands before the '='")
      }
      values[String(decoding: key, as: UTF8.self)] =
        String(decoding: line[(equals + 1)...].trimmed, as: UTF8.self)
    }
    self.init(values)
  }

  /// The lines by key, as `sysctl -p` accepts them.
  public var text: String {
    values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
  }
}
