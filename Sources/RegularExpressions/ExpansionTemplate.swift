/// A replacement text with `$1`, `${1}`, `$name` and `${name}` in it, as Go's `Regexp.Expand` reads
/// it.
///
/// A name is the longest run of letters, digits and `_`: `$1foo` is the group called `1foo`. `$$`
/// is a dollar sign; a `$` that no name follows stays as it is.
public struct ExpansionTemplate: Sendable, Hashable {
  /// A piece of the text.
  enum Piece: Sendable, Hashable {
    case literal([UInt8])
    case number(Int)
    case name([UInt8])
  }

  /// The text as it was written.
  public let text: [UInt8]
  let pieces: [Piece]

  /// Reads a text: every text is a template.
  public init(_ text: [UInt8]) {
    self.text = text
    var reader = TemplateReader(text)
    pieces = reader.pieces()
  }

  /// Whether it names no group.
  public var isLiteral: Bool {
    pieces.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  /// Whether it is one group and nothing else.
  public func isGroup(_ number: Int) -> Bool { pieces == [.number(number)] }

  /// Appends the text, each group replaced by what it matched; unknown groups are empty.
  public func expand(_ match: RegularExpressionMatch, to out: inout [UInt8]) {
    for piece in pieces {
      switch piece {
      case .literal(let bytes): out += bytes
      case .number(let number): out += match.group(number) ?? []
      case .name(let name): out += match.group(named: name) ?? []
      }
    }
  }

  /// The text, each group replaced by what it matched.
  public func expanded(_ match: RegularExpressionMatch) -> [UInt8] {
    var out: [UInt8] = []
    expand(match, to: &out)
    return out
  }
}

/// Reads the pieces of a template.
private struct TemplateReader {
  private let text: [UInt8]
  private var position = 0
  private static let dollar = UInt8(ascii: "$")

  init(_ text: [UInt8]) { self.text = text }

  mutating func pieces() -> [ExpansionTemplate.Piece] {
    var pieces: [ExpansionTemplate.Piece] = []
    var literal: [UInt8] = []
    while position < text.count {
      let byte = text[position]
      position += 1
      guard byte == Self.dollar else {
        literal.append(byte)
        continue
      }
      if position < text.count, text[position] == Self.dollar {
        literal.append(Self.dollar)
        position += 1
      } else if let reference = reference() {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = []
        pieces.append(reference)
      } else {
        literal.append(Self.dollar)
      }
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }

  /// The group whose name follows a `$`; nil, and nothing read, where none does.
  private mutating func reference() -> ExpansionTemplate.Piece? {
    var end = position
    let isBraced = end < text.count && text[end] == UInt8(ascii: "{")
    if isBraced { end += 1 }
    let start = end
    while end < text.count, let width = nameCharacter(at: end) { end += width }
    guard end > start else { return nil }
    let name = Array(text[start..<end])
    if isBraced {
      guard end < text.count, text[end] == UInt8(ascii: "}") else { return nil }
      end += 1
    }
    position = end
    return Self.number(name).map { .number($0) } ?? .name(name)
  }

  /// The width of a letter, digit or `_` at `index`.
  private func nameCharacter(at index: Int) -> Int? {
    let width = UTF8Text.validWidth(of: text, at: index)
    guard width > 0 else { return nil }
    let character = String(decoding: text[index..<index + width], as: UTF8.self)
    guard let scalar = character.unicodeScalars.first else { return nil }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      return width
    case _: return scalar == "_" ? 1 : nil
    }
  }

  /// The number a name is: digits without a leading zero, fewer than ten.
  private static func number(_ name: [UInt8]) -> Int? {
    var number = 0
    for byte in name {
      guard byte >= 48, byte <= 57, number < 100_000_000 else { return nil }
      number = number * 10 + Int(byte - 48)
    }
    return name.first == 48 && name.count > 1 ? nil : number
  }
}
