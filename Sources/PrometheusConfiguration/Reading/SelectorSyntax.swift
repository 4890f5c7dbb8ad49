/// The syntax of Kubernetes' selectors, as far as Prometheus checks it.
enum SelectorSyntax {
  /// `fields.ParseSelector`: `name=value`, `!=` and `==`, with commas between.
  static func checkFields(_ text: String) throws(Rejection) {
    for part in text.split(separator: ",", omittingEmptySubsequences: true) {
      guard part.contains("=") else {
        throw Rejection("invalid selector: '\(text)'; can't understand '\(part)'")
      }
    }
  }

  /// `labels.Parse`: equality, sets, existence.
  static func checkLabels(_ text: String) throws(Rejection) {
    var parser = LabelSelectorParser(text)
    do throws(Rejection) {
      try parser.requirements()
    } catch {
      throw Rejection("unable to parse requirement: \(error.message)")
    }
  }
}

/// Reads a label selector token by token.
private struct LabelSelectorParser {
  private var tokens: [String] = []
  private var position = 0
  private static let operators: Set<String> = [
    "", ",", "(", ")", "!", "=", "==", "!=", ">", "<", "in", "notin",
  ]

  init(_ text: String) {
    var word = ""
    var characters = Array(text)[...]
    func isSpecial(_ character: Character) -> Bool { "=!(),<>".contains(character) }
    while let character = characters.popFirst() {
      if character.isWhitespace || isSpecial(character) {
        if !word.isEmpty { tokens.append(word) }
        word = ""
      }
      guard isSpecial(character) else {
        if !character.isWhitespace { word.append(character) }
        continue
      }
      var symbol = String(character)
      if "=!".contains(character), characters.first == "=" {
        characters = characters.dropFirst()
        symbol += "="
      }
      tokens.append(symbol)
    }
    if !word.isEmpty { tokens.append(word) }
  }

  private var token: String { position < tokens.count ? tokens[position] : "" }

  private mutating func take() -> String {
    defer { position += 1 }
    return token
  }

  mutating func requirements() throws(Rejection) {
    guard !tokens.isEmpty else { return }
    while true {
      try requirement()
      let separator = take()
      if separator.isEmpty { return }
      guard separator == "," else {
        throw Rejection("found '\(separator)', expected: ',' or 'end of string'")
      }
      if Self.operators.contains(token), token != "!" {
        throw Rejection("found '\(token)', expected: identifier after ','")
      }
    }
  }

  private mutating func requirement() throws(Rejection) {
    if token == "!" { position += 1 }
    let key = take()
    if ["", ",", "(", ")", "!", "=", "==", "!=", ">", "<"].contains(key) {
      throw Rejection("found '\(key)', expected: identifier")
    }
    switch token {
    case "", ",": return
    case "in", "notin":
      position += 1
      try values()
    case "=", "==", "!=", ">", "<":
      position += 1
      if !Self.operators.contains(token) || token == "in" || token == "notin" { position += 1 }
    case _:
      throw Rejection(
        "found '\(token)', expected: in, notin, =, ==, !=, gt, lt")
    }
  }

  private mutating func values() throws(Rejection) {
    let open = take()
    guard open == "(" else { throw Rejection("found '\(open)' expected: '('") }
    while true {
      let value = take()
      if value == ")" { return }
      if value.isEmpty { throw Rejection("found '', expected: ',', ')' or identifier") }
    }
  }
}
