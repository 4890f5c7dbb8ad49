/// `-j TCPOPTSTRIP`: blanks TCP options; the walk goes on.
public struct TCPOPTSTRIPTarget: TargetExtension {
  public static let name = "TCPOPTSTRIP"
  /// `--strip-options`, ascending.
  public var options: [UInt8] = []

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TCPOPTSTRIPTarget: TargetSyntax {
  static let options: [String] = ["strip-options"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "strip-options":
      var numbers: Set<UInt8> = []
      for word in try words.word().split(separator: UInt8(ascii: ",")) {
        let name = String(decoding: word, as: UTF8.self)
        if let known = Self.names.first(where: { $0.name == name }) {
          numbers.insert(known.number)
        } else {
          numbers.insert(try RuleWords.number(word))
        }
      }
      options = numbers.sorted()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option(
      "strip-options",
      options.map(\.description).joined(separator: ","))
  }

  private static let names: [(number: UInt8, name: String)] = [
    (3, "wscale"), (2, "mss"), (4, "sack-permitted"), (5, "sack"), (8, "timestamp"), (19, "md5"),
  ]
}
