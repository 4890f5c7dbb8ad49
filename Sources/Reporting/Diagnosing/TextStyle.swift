/// How text for people is laid out: how wide, and whether with colour.
public struct TextStyle: Sendable, Hashable {
  /// The number of columns lines are wrapped at; commands and manifests never are.
  public var width: Int
  /// Whether ANSI colours are used.
  public var isColoured: Bool

  /// A style; by default what goes into a file.
  public init(width: Int = 100, isColoured: Bool = false) {
    self.width = max(width, 40)
    self.isColoured = isColoured
  }
}

extension TextStyle {
  /// The colours that are used, by their meaning.
  enum Colour: String {
    case bad = "31"
    case good = "32"
    case unsure = "33"
    case heading = "1"
    case quiet = "2"
  }

  func paint(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
  }

  /// The words of `text` in lines of the style's width; `first` stands before the first line, as many
  /// blanks before the others.
  func wrapped(_ text: String, first: String = "", colour: Colour? = nil) -> [String] {
    let blank = String(repeating: " ", count: first.count)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !line.isEmpty, blank.count + line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    lines.append(line)
    return lines.enumerated().map { index, line in
      (index == 0 ? first : blank) + (colour.map { paint(line, $0) } ?? line)
    }
  }
}
