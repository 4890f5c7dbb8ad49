import Addressing

/// Reads a text of rules line by line.
struct IPTablesReader {
  /// A line longer than this is refused; iptables-restore takes 10,240 bytes.
  static let longestLine = 1 << 20

  let text: [UInt8]
  let family: IPFamily
  let format: IPTablesFormat
  var rules: RuleReader
  var tables: [TableBuilder] = []
  /// The table whose header was read and whose COMMIT was not.
  var open: Int?
  var line = 0
  var notes: [IPTablesNote] = []
  /// Comments since the last table.
  var comments: [String] = []

  init(text: [UInt8], family: IPFamily, format: IPTablesFormat) {
    self.text = text
    self.family = family
    self.format = format
    rules = RuleReader(text: text, family: family)
  }

  mutating func read() throws(FirewallError) -> IPTablesRuleset {
    var start = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    while start < text.count {
      line += 1
      let first = line
      let end = try lineEnd(from: start)
      try readLine(trimmed(start..<end), number: first)
      start = end + 1
    }
    if let open { throw .endsInTable(tables[open].name, line: line) }
    closeTables()
    var ruleset = IPTablesRuleset(family: family, tables: tables.map(\.table))
    ruleset.notes = notes
    ruleset.trailer = comments
    return ruleset
  }

  /// The end of the line, and of those that a `\` before the line's end joins to it.
  private mutating func lineEnd(from start: Int) throws(FirewallError) -> Int {
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte == 0x0a {
        guard format == .commands, endsInBackslash(start..<index) else { break }
        line += 1
      } else if byte < 0x20, byte != 0x09, byte != 0x0d {
        throw malformed("byte \(byte) is in it: this is not a text of iptables")
      }
      index += 1
      guard index - start <= Self.longestLine else {
        throw malformed(
          "it is longer than \(Self.longestLine) bytes: this is not a text of iptables")
      }
    }
    return index
  }

  private func endsInBackslash(_ range: Range<Int>) -> Bool {
    var last = range.upperBound - 1
    if last >= range.lowerBound, text[last] == 0x0d { last -= 1 }
    return last >= range.lowerBound && text[last] == UInt8(ascii: "\\")
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  private mutating func readLine(_ range: Range<Int>, number: Int) throws(FirewallError) {
    guard !range.isEmpty else { return }
    let line = text[range]
    switch text[range.lowerBound] {
    case UInt8(ascii: "#") where format != .commands || !IPTablesFormat.isCommand(line):
      if open == nil { comments.append(String(decoding: line, as: UTF8.self)) }
    case UInt8(ascii: "*"): try openTable(line.dropFirst())
    case UInt8(ascii: ":"): try declareChain(range)
    case UInt8(ascii: "C") where line.elementsEqual("COMMIT".utf8): try commit()
    case _:
      do {
        try command(range, number: number)
      } catch {
        switch error {
        case .unknown(let reason), .malformed(let reason):
          throw .malformed(line: number, reason: reason)
        }
      }
    }
  }

  func malformed(_ reason: String) -> FirewallError { .malformed(line: line, reason: reason) }

  mutating func note(_ text: String, line: Int? = nil) {
    notes.append(IPTablesNote(line: line ?? self.line, text: text))
  }
}
