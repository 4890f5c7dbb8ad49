/// What stands after a member in an `add` line.
struct IPSetMemberOptions {
  private let line: Int
  private var timeout: UInt32?
  private var packets: UInt64?
  private var bytes: UInt64?
  private var comment: ArraySlice<UInt8>?
  private var metadata: IPSetMetadata?
  private var isNoMatch = false
  private(set) var isWildcard = false
  /// `before NAME` and `after NAME` of a list:set.
  private(set) var neighbour: (name: String, isAfter: Bool)?
  private var unknown: String?

  init(line: Int, _ words: inout LineWords) throws(FirewallError) {
    self.line = line
    while let word = words.next() { try read(word, &words) }
  }

  private mutating func read(
    _ word: ArraySlice<UInt8>, _ words: inout LineWords
  ) throws(FirewallError) {
    switch String(decoding: word, as: UTF8.self) {
    case "timeout": timeout = try value("timeout", &words, LineField.integer)
    case "packets": packets = try value("packets", &words, LineField.integer)
    case "bytes": bytes = try value("bytes", &words, LineField.integer)
    case "comment": comment = try value("comment", &words) { $0 }
    case "nomatch": isNoMatch = true
    case "wildcard": isWildcard = true
    case "skbmark": try readMark(&words)
    case "skbprio": try readPriority(&words)
    case "skbqueue":
      let queue: UInt16 = try value("skbqueue", &words, LineField.integer)
      change { $0.queue = queue }
    case "before": neighbour = (try value("before", &words, Self.text), false)
    case "after": neighbour = (try value("after", &words, Self.text), true)
    case "-exist", "-!": break
    case let other: unknown = unknown.map { $0 + " " + other } ?? other
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private func value<Value>(
    _ name: String, _ words: inout LineWords, _ read: (ArraySlice<UInt8>) -> Value?
  ) throws(FirewallError) -> Value {
    guard let word = words.next() else {
      throw .malformed(line: line, reason: "'\(name)' needs a value; the line seems to be cut off")
    }
    guard let value = read(word) else {
      throw .malformed(line: line, reason: "'\(LineField.quoted(word))' is no value for '\(name)'")
    }
    return value
  }

  private mutating func change(_ edit: (inout IPSetMetadata) -> Void) {
    var changed = metadata ?? IPSetMetadata()
    edit(&changed)
    metadata = changed
  }

  private mutating func readMark(_ words: inout LineWords) throws(FirewallError) {
    let (mark, mask): (UInt32, UInt32) = try value("skbmark", &words) { text in
      let slash = text.firstIndex(of: UInt8(ascii: "/"))
      guard let mark: UInt32 = LineField.integer(text[..<(slash ?? text.endIndex)]) else {
        return nil
      }
      guard let slash else { return (mark, .max) }
      return LineField.integer(text[(slash + 1)...]).map { (mark, $0) }
    }
    change { $0.mark = mark }
    change { $0.markMask = mask }
  }

  private mutating func readPriority(_ words: inout LineWords) throws(FirewallError) {
    let priority: UInt32 = try value("skbprio", &words) { text in
      let parts = Self.text(text).split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let major = UInt16(parts[0], radix: 16),
        let minor = UInt16(parts[1], radix: 16)
      else { return nil }
      return UInt32(major) << 16 | UInt32(minor)
    }
    change { $0.priority = priority }
  }

  /// Files everything under `member`. A member that is added again keeps the counters it had.
  func apply(to extensions: inout IPSetExtensions, _ member: Int) {
    extensions.timeouts[member] = timeout
    if packets != nil || bytes != nil {
      let old = extensions.counters[member]
      extensions.counters[member] = Counters(
        packets: packets ?? old?.packets ?? 0, bytes: bytes ?? old?.bytes ?? 0)
    }
    extensions.comments.set(comment, of: member)
    extensions.metadata[member] = metadata
    extensions.noMatch[member] = isNoMatch ? true : nil
    extensions.unknown[member] = unknown
  }
}
