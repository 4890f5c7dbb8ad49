/// A regular expression as Go's `regexp` understands it: RE2's syntax, leftmost-first matches.
///
/// Matching takes time linear in the text. Bytes that are no UTF-8 count as U+FFFD each, as in Go.
/// Unicode classes and case folding are those of the RE2 that is linked.
public struct RegularExpression: Sendable {
  /// The expression as it was written.
  public let text: [UInt8]
  private let handle: ExpressionHandle
  /// The name of each group, from group 1.
  private let names: [[UInt8]]

  /// Compiles `text`; throws Go's error.
  public init(_ text: [UInt8]) throws(RegularExpressionError) {
    let translated = try GoSyntax.translated(text)
    do throws(HandleError) {
      handle = try ExpressionHandle(translated.text)
    } catch {
      throw RegularExpressionError(error, whole: text)
    }
    self.text = text
    names = translated.names
  }

  /// How many groups capture.
  public var groupCount: Int { handle.groupCount }

  /// Whether it matches anywhere in `bytes`.
  public func matches(_ bytes: [UInt8]) -> Bool {
    handle.matches(UTF8Text.isValid(bytes) ? bytes : UTF8Text(repairing: bytes).bytes)
  }

  /// The first match, with its groups.
  public func firstMatch(in bytes: [UInt8]) -> RegularExpressionMatch? {
    guard UTF8Text.isValid(bytes) else {
      let repaired = UTF8Text(repairing: bytes)
      return search(repaired.bytes, from: 0).map {
        match($0.map { $0.map(repaired.original) }, in: bytes)
      }
    }
    return search(bytes, from: 0).map { match($0, in: bytes) }
  }

  /// `bytes` with each match replaced by what `template` makes of it (Go: `ReplaceAllString`).
  public func replacingMatches(
    in bytes: [UInt8], with template: ExpansionTemplate
  ) -> [UInt8] {
    let repaired = UTF8Text.isValid(bytes) ? nil : UTF8Text(repairing: bytes)
    let text = repaired?.bytes ?? bytes
    var out: [UInt8] = []
    var copied = 0
    var position = 0
    while position <= text.count, let groups = search(text, from: position), let found = groups[0] {
      out += Self.piece(copied..<found.lowerBound, of: bytes, repaired)
      // An empty match right behind another one is none.
      if found.upperBound > copied || found.lowerBound == 0 {
        template.expand(
          match(groups.map { $0.map { range in repaired?.original(range) ?? range } }, in: bytes),
          to: &out)
      }
      copied = found.upperBound
      let width = UTF8Text.width(of: text, at: position)
      position = max(found.upperBound, position + max(width, 1))
    }
    out += Self.piece(copied..<text.count, of: bytes, repaired)
    return out
  }

  private static func piece(
    _ range: Range<Int>, of bytes: [UInt8], _ repaired: UTF8Text?
  ) -> ArraySlice<UInt8> {
    bytes[repaired?.original(range) ?? range]
  }

  private func search(_ bytes: [UInt8], from start: Int) -> [Range<Int>?]? {
    handle.firstMatch(in: bytes, from: start, groups: groupCount)
  }

  private func match(_ ranges: [Range<Int>?], in bytes: [UInt8]) -> RegularExpressionMatch {
    RegularExpressionMatch(bytes: bytes, ranges: ranges, names: names)
  }
}

/// A match: the text, and where the whole and each group stand in it.
public struct RegularExpressionMatch: Sendable {
  /// The text that was searched.
  public let bytes: [UInt8]
  /// The whole match, then the groups; nil for a group that took no part.
  public let ranges: [Range<Int>?]
  /// The names of the groups from 1, empty for those without.
  let names: [[UInt8]]

  /// The bytes of a group by its number; nil where there is none or it took no part.
  public func group(_ number: Int) -> ArraySlice<UInt8>? {
    guard ranges.indices.contains(number), let range = ranges[number] else { return nil }
    return bytes[range]
  }

  /// The bytes of the first group of this name that took part.
  public func group(named name: [UInt8]) -> ArraySlice<UInt8>? {
    for (index, other) in names.enumerated() where other == name {
      if let bytes = group(index + 1) { return bytes }
    }
    return nil
  }
}

extension RegularExpressionMatch {
  /// The match of `(.*)` with the dot matching everything: the whole text, once more as group 1.
  public init(whole bytes: [UInt8]) {
    self.init(bytes: bytes, ranges: [0..<bytes.count, 0..<bytes.count], names: [[]])
  }
}
