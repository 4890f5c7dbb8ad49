extension [UInt8] {
  /// The lines of a text, without their line feeds.
  var lines: [ArraySlice<UInt8>] {
    split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks, tabs and carriage returns at both ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first <= 32 { slice = slice.dropFirst() }
    while let last = slice.last, last <= 32 { slice = slice.dropLast() }
    return slice
  }

  /// The words between blanks.
  var words: [ArraySlice<UInt8>] { split { $0 <= 32 } }

  /// The text in quotes for a message, at most 40 bytes of it, unprintable bytes as `?`.
  var quoted: String {
    let shown = prefix(40).map { $0 >= 32 && $0 < 127 ? $0 : UInt8(ascii: "?") }
    return "'\(String(decoding: shown, as: UTF8.self))\(count > 40 ? "…" : "")'"
  }
}
