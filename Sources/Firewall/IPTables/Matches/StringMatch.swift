/// `-m string`: bytes somewhere in the packet.
public struct StringMatch: MatchExtension {
  public static let name = "string"
  /// The bytes.
  public var pattern: [UInt8] = []
  /// `!` before it.
  public var isInverted = false
  /// `--algo`: `bm` or `kmp`.
  public var algorithm = ""
  /// `--from`: where the search begins.
  public var from: UInt16 = 0
  /// `--to`: where it ends.
  public var to: UInt16 = .max
  /// `--icase`.
  public var ignoresCase = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension StringMatch: MatchSyntax {
  static let options: [String] = ["string", "hex-string", "algo", "from", "to", "icase"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "string": (pattern, isInverted) = (Array(try words.word()), words.inversion())
    case "hex-string": (pattern, isInverted) = (try hexadecimal(&words), words.inversion())
    case "algo": algorithm = try words.string()
    case "from": from = try words.number()
    case "to": to = try words.number()
    case "icase": ignoresCase = true
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if algorithm.isEmpty { throw .malformed("--algo is missing") }
    if pattern.isEmpty { throw .malformed("--string or --hex-string is missing") }
  }

  func write(to text: inout RuleText) {
    if pattern.contains(where: { $0 < 0x20 || $0 > 0x7e }) {
      text.option("hex-string", isInverted: isInverted)
      text.word("\"|" + pattern.map { RuleText.digits($0, 2) }.joined() + "|\"")
    } else {
      text.option("string", isInverted: isInverted)
      text.word(RuleText.quotedAlways(String(decoding: pattern, as: UTF8.self)))
    }
    text.option("algo", algorithm)
    if from != 0 { text.option("from", from) }
    if to != .max { text.option("to", to) }
    text.flag("icase", if: ignoresCase)
  }

  /// Reads text in which `|61 62|` stands for bytes.
  private func hexadecimal(_ words: inout RuleWords) throws(OptionProblem) -> [UInt8] {
    let word = try words.word()
    var bytes: [UInt8] = []
    var isInBars = false
    var digits: [UInt64] = []
    for byte in word {
      if byte == UInt8(ascii: "|") {
        isInBars.toggle()
      } else if !isInBars {
        bytes.append(byte)
      } else if byte != 0x20 {
        guard let digit = RuleWords.digit(byte) else {
          throw .malformed("\(RuleWords.text(word)) has other than hexadecimal digits between bars")
        }
        digits.append(digit)
        if digits.count == 2 {
          bytes.append(UInt8(digits[0] << 4 | digits[1]))
          digits = []
        }
      }
    }
    guard digits.isEmpty, !isInBars else {
      throw .malformed("\(RuleWords.text(word)) ends in the middle of a byte")
    }
    return bytes
  }
}
