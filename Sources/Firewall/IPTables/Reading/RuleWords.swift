/// The words of one line, split as iptables-restore splits them: at blanks, with double quotes
/// (single ones too, as a shell has them) around words and `\` before a character meant literally.
///
/// A word is a range of the text, or of `unescaped` where it holds a `\`.
struct RuleWords {
  /// One word.
  struct Word {
    var start: Int
    var end: Int
    var isQuoted: Bool
    var isUnescaped: Bool
  }

  /// The whole text, shared by all its lines.
  let text: [UInt8]
  /// What words with a `\` in them mean.
  var unescaped: [UInt8] = []
  /// Comments that were read before: rules share the text of equal ones.
  var comments: Set<String> = []
  /// The words of the line.
  var words: [Word] = []
  /// The word that is read next.
  var position = 0
  /// Whether `!` stands before the option being read, or before its value.
  var isInverted = false
  /// Whether the option has asked for ``isInverted``.
  var inversionIsUsed = false

  init(text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { position >= words.count }

  /// The bytes of a word.
  func bytes(_ index: Int) -> ArraySlice<UInt8> {
    let word = words[index]
    return word.isUnescaped ? unescaped[word.start..<word.end] : text[word.start..<word.end]
  }

  func string(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

  /// How many bytes a word has.
  func count(_ index: Int) -> Int { words[index].end - words[index].start }

  /// One byte of a word.
  func byte(_ index: Int, _ offset: Int) -> UInt8 {
    let word = words[index]
    return word.isUnescaped ? unescaped[word.start + offset] : text[word.start + offset]
  }

  /// Whether a word is an unquoted `!`.
  func isBang(_ index: Int) -> Bool {
    !words[index].isQuoted && count(index) == 1 && byte(index, 0) == UInt8(ascii: "!")
  }

  /// Whether a word begins with `-` and something after it.
  func isOption(_ index: Int) -> Bool {
    !words[index].isQuoted && count(index) > 1 && byte(index, 0) == UInt8(ascii: "-")
  }

  /// Whether the words that belong to an option end before `index`.
  func endsOption(_ index: Int) -> Bool {
    if index >= words.count || isOption(index) { return true }
    return isBang(index) && index + 1 < words.count && isOption(index + 1)
  }

  /// Splits `line`. Returns what is wrong with it, if anything.
  mutating func split(_ line: Range<Int>) -> String? {
    words.removeAll(keepingCapacity: true)
    unescaped.removeAll(keepingCapacity: true)
    position = 0
    var index = line.lowerBound
    while index < line.upperBound {
      let byte = text[index]
      if byte <= 0x20 {
        index += 1
      } else if isLineJoint(index) {
        index += 2
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard let end = quoted(from: index, in: line, quote: byte) else {
          return "a quotation mark (\(byte == 0x22 ? "\"" : "'")) is opened and never closed"
        }
        index = end
      } else {
        index = bare(from: index, to: line.upperBound)
      }
    }
    return nil
  }

  /// Whether a `\` stands here at the end of a line, which joins the next to it.
  private func isLineJoint(_ index: Int) -> Bool {
    guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else { return false }
    return text[index + 1] == 0x0a || text[index + 1] == 0x0d
  }

  private mutating func bare(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      let byte = text[index]
      if byte <= 0x20 || byte == UInt8(ascii: "\\") && isLineJoint(index) { break }
      if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        return mixed(from: start, to: end)
      }
      index += 1
    }
    words.append(Word(start: start, end: index, isQuoted: false, isUnescaped: false))
    return index
  }

  /// A word such as `a\ b` or `--comment="a b"`.
  private mutating func mixed(from start: Int, to end: Int) -> Int {
    let begin = unescaped.count
    var index = start
    var quote: UInt8 = 0
    while index < end {
      let byte = text[index]
      if quote == 0, byte <= 0x20 || isLineJoint(index) { break }
      if byte == UInt8(ascii: "\\"), index + 1 < end {
        unescaped.append(text[index + 1])
        index += 2
        continue
      }
      if byte == quote {
        quote = 0
      } else if quote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else {
        unescaped.append(byte)
      }
      index += 1
    }
    words.append(Word(start: begin, end: unescaped.count, isQuoted: false, isUnescaped: true))
    return index
  }

  private mutating func quoted(from start: Int, in line: Range<Int>, quote: UInt8) -> Int? {
    var index = start + 1
    while index < line.upperBound, text[index] != quote {
      if text[index] == UInt8(ascii: "\\") {
        return escaped(from: start, in: line, quote: quote)
      }
      index += 1
    }
    guard index < line.upperBound else { return nil }
    words.append(Word(start: start + 1, end: index, isQuoted: true, isUnescaped: false))
    return index + 1
  }

  private mutating func escaped(from start: Int, in line: Range<Int>, quote: UInt8) -> Int? {
    let begin = unescaped.count
    var index = start + 1
    while index < line.upperBound, text[index] != quote {
      if text[index] == UInt8(ascii: "\\"), index + 1 < line.upperBound { index += 1 }
      unescaped.append(text[index])
      index += 1
    }
    guard index < line.upperBound else { return nil }
    words.append(Word(start: begin, end: unescaped.count, isQuoted: true, isUnescaped: true))
    return index + 1
  }
}

extension RuleWords {
  /// The option being read, with its sign and all words up to the next option, as text.
  mutating func verbatim(_ option: String) -> String {
    var text = (inversion() ? "! --" : "--") + option
    while !endsOption(position) {
      text += " " + written(position)
      position += 1
    }
    return text
  }

  /// A word as it has to be written to be read again.
  func written(_ index: Int) -> String {
    words[index].isQuoted ? RuleText.quotedAlways(string(index)) : string(index)
  }
}

extension RuleWords {
  /// Makes two words of one, as `--dport=80` and `-ptcp` are.
  mutating func divide(_ index: Int, after count: Int, dropping dropped: Int) {
    var rest = words[index]
    rest.start += count + dropped
    words[index].end = words[index].start + count
    words.insert(rest, at: index + 1)
  }
}
