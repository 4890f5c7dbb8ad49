extension RelabelRule: CustomStringConvertible {
  /// The rule on one line, as YAML: what is set, and the action.
  public var description: String {
    var parts: [String] = []
    if let names = fields.sourceLabels {
      parts.append("source_labels: [\(names.map(\.yamlWord).joined(separator: ", "))]")
    }
    if fields.separator != RelabelFields.defaultSeparator {
      parts.append("separator: \(fields.separator.goQuoted)")
    }
    if let regex = fields.regex { parts.append("regex: \(regex.text.yamlQuoted)") }
    if fields.modulus != 0 { parts.append("modulus: \(fields.modulus)") }
    if !fields.targetLabel.isEmpty { parts.append("target_label: \(fields.targetLabel.yamlWord)") }
    if fields.replacement != RelabelFields.defaultReplacement {
      parts.append("replacement: \(fields.replacement.yamlQuoted)")
    }
    parts.append("action: \(action.rawValue)")
    return "{" + parts.joined(separator: ", ") + "}"
  }
}

extension ByteString {
  /// The text without quotes where YAML needs none.
  fileprivate var yamlWord: String {
    NameValidation.legacy.allows(self) ? description : yamlQuoted
  }

  /// The text in single quotes, in which a backslash stands for itself.
  fileprivate var yamlQuoted: String {
    guard !bytes.contains(where: { $0 < 32 || $0 == 127 }) else { return goQuoted }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }
}
