/// A label selector in its short form: `app=web,tier in (a, b),!canary` (labels.Parse of
/// Kubernetes).
public struct LabelRequirements: Sendable, Hashable {
  /// What one part asks of a label.
  enum Condition: Sendable, Hashable {
    case exists
    case missing
    case within(Set<String>)
    /// Also met where the label is missing.
    case outside(Set<String>)
    case above(Int64)
    case below(Int64)
  }

  private var conditions: [(key: String, condition: Condition)] = []

  /// Reads a selector; nil where it is none. An empty one is met by all.
  public init?(parsing text: String) {
    var reader = RequirementReader(text)
    while !reader.isAtEnd {
      guard let requirement = reader.requirement() else { return nil }
      conditions.append(requirement)
      guard reader.isAtEnd || reader.take(",") && !reader.isAtEnd else { return nil }
    }
  }

  /// Whether an object with these labels is chosen.
  public func accept(_ labels: [(key: String, value: String)]) -> Bool {
    conditions.allSatisfy { key, condition in
      let value = labels.last { $0.key == key }?.value
      switch condition {
      case .exists: return value != nil
      case .missing: return value == nil
      case .within(let values): return value.map(values.contains) ?? false
      case .outside(let values): return !(value.map(values.contains) ?? false)
      case .above(let bound): return value.flatMap { Int64($0) }.map { $0 > bound } ?? false
      case .below(let bound): return value.flatMap { Int64($0) }.map { $0 < bound } ?? false
      }
    }
  }

  /// Two selectors are equal when they ask the same in the same order.
  public static func == (left: Self, right: Self) -> Bool {
    left.conditions.elementsEqual(right.conditions) { $0 == $1 }
  }

  /// Hashes the keys.
  public func hash(into hasher: inout Hasher) {
    for condition in conditions { hasher.combine(condition.key) }
  }
}

/// Reads the parts of a label selector.
private struct RequirementReader {
  private var tokens: [String] = []
  private var position = 0

  init(_ text: String) {
    var word = ""
    var rest = text.unicodeScalars[...]
    func flush(_ tokens: inout [String]) {
      if !word.isEmpty { tokens.append(word) }
      word = ""
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case " ", "\t", "\r", "\n": flush(&tokens)
      case ",", "(", ")", ">", "<":
        flush(&tokens)
        tokens.append(String(scalar))
      case "=", "!":
        flush(&tokens)
        let isDouble = rest.first == "="
        if isDouble { rest = rest.dropFirst() }
        tokens.append(String(scalar) + (isDouble ? "=" : ""))
      case _: word.unicodeScalars.append(scalar)
      }
    }
    flush(&tokens)
  }

  var isAtEnd: Bool { position == tokens.count }

  mutating func take(_ token: String) -> Bool {
    guard !isAtEnd, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private mutating func word() -> String? {
    guard !isAtEnd, !",()=!<>".contains(tokens[position].prefix(1)) else { return nil }
    position += 1
    return tokens[position - 1]
  }

  mutating func requirement() -> (key: String, condition: LabelRequirements.Condition)? {
    if take("!") { return word().map { ($0, .missing) } }
    guard let key = word() else { return nil }
    if isAtEnd || tokens[position] == "," { return (key, .exists) }
    if take("=") || take("==") { return (key, .within([word() ?? ""])) }
    if take("!=") { return (key, .outside([word() ?? ""])) }
    if take(">") { return word().flatMap { Int64($0) }.map { (key, .above($0)) } }
    if take("<") { return word().flatMap { Int64($0) }.map { (key, .below($0)) } }
    if take("in") { return values().map { (key, .within($0)) } }
    if take("notin") { return values().map { (key, .outside($0)) } }
    return nil
  }

  /// `(a, b)`; an empty place is the empty value.
  private mutating func values() -> Set<String>? {
    guard take("(") else { return nil }
    var values: Set<String> = []
    repeat { values.insert(word() ?? "") } while take(",")
    return take(")") ? values : nil
  }
}
