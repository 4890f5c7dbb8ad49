extension RelabelStep {
  /// Why the rule did what it did, as a sentence.
  public var why: String {
    switch outcome {
    case .matched(let value, let isKept):
      "\(Self.fate(isKept)): \(shown(value)) matches \(expression)"
    case .unmatched(let value, let isKept):
      "\(Self.fate(isKept)): \(shown(value)) does not match \(expression)"
    case .compared(let value, let other, let isKept):
      "\(Self.fate(isKept)): \(shown(value)) is \(value == other ? "equal to" : "not")"
        + " \(rule.fields.targetLabel)=\(other.goQuoted)"
    case .set(let name, let value): "\(name)=\(value.goQuoted)\(was(name, value))"
    case .emptied(let name):
      before[name].isEmpty
        ? "nothing: the value for \(name) is empty, and there is no such label"
        : "removes \(name): the value for it is empty"
    case .noMatch(let value): "nothing: \(shown(value)) does not match \(expression)"
    case .invalidName(let name): "nothing: \(name.goQuoted) is no name for a label"
    case .mapped(let mappings):
      mappings.isEmpty
        ? "nothing: no name of a label matches \(expression)"
        : mappings.map { "\($0.from) to \($0.to.isEmpty ? "\"\"" : $0.to.description)" }
          .joined(separator: ", ")
    case .removed(let names):
      names.isEmpty
        ? "nothing: \(noRemoval)" : "removes " + names.map(\.description).joined(separator: ", ")
    }
  }

  private static func fate(_ isKept: Bool) -> String { isKept ? "kept" : "dropped" }

  private var expression: String { "'\(rule.expression.text)'" }

  private var noRemoval: String {
    switch rule.action {
    case .labelkeep: "every name matches \(expression)"
    case .labeldrop, .replace, .keep, .drop, .keepequal, .dropequal, .hashmod, .labelmap,
      .lowercase, .uppercase:
      "no name of a label matches \(expression)"
    }
  }

  /// The joined value, and the labels it is of.
  private func shown(_ value: ByteString) -> String {
    guard !rule.sources.isEmpty else { return "\(value.goQuoted) (there are no source_labels)" }
    let missing = rule.sources.filter { before[$0].isEmpty }
    guard !missing.isEmpty else { return value.goQuoted }
    return "\(value.goQuoted) (no label \(missing.map(\.description).joined(separator: ", ")))"
  }

  private func was(_ name: ByteString, _ value: ByteString) -> String {
    let old = before[name]
    return old.isEmpty ? "" : old == value ? " as before" : ", was \(old.goQuoted)"
  }
}
