import RegularExpressions

extension LabelBuilder {
  /// Applies a rule, and says what came of it (`relabel.relabel` of Prometheus).
  @discardableResult
  public mutating func apply(_ rule: RelabelRule) -> RelabelOutcome {
    switch rule.action {
    case .replace: return replace(joined(rule), rule)
    case .keep: return judge(joined(rule), rule, keepsMatch: true)
    case .drop: return judge(joined(rule), rule, keepsMatch: false)
    case .keepequal: return compare(joined(rule), rule, keepsEqual: true)
    case .dropequal: return compare(joined(rule), rule, keepsEqual: false)
    case .hashmod:
      let remainder = MD5.lowerHalf(of: joined(rule).bytes) % rule.fields.modulus
      return write(ByteString(String(remainder)), to: rule.fields.targetLabel)
    case .lowercase:
      return write(
        ByteString(SimpleCase.lowercased(joined(rule).bytes)), to: rule.fields.targetLabel)
    case .uppercase:
      return write(
        ByteString(SimpleCase.uppercased(joined(rule).bytes)), to: rule.fields.targetLabel)
    case .labelmap: return map(rule)
    case .labeldrop: return remove { rule.expression.matches($0) }
    case .labelkeep: return remove { !rule.expression.matches($0) }
    }
  }

  /// The values of the source labels with the separator between them.
  func joined(_ rule: RelabelRule) -> ByteString {
    guard let first = rule.sources.first else { return "" }
    var value = self[first]
    for name in rule.sources.dropFirst() {
      value.bytes += rule.fields.separator.bytes
      value.bytes += self[name].bytes
    }
    return value
  }

  private mutating func replace(_ value: ByteString, _ rule: RelabelRule) -> RelabelOutcome {
    guard let match = rule.expression.match(value) else { return .noMatch(value) }
    let target = ByteString(rule.target.expanded(match))
    guard rule.validation.allows(target) else { return .invalidName(target) }
    return write(ByteString(rule.replacement.expanded(match)), to: target)
  }

  private mutating func write(_ value: ByteString, to name: ByteString) -> RelabelOutcome {
    self[name] = value
    return value.isEmpty ? .emptied(name) : .set(name, to: value)
  }

  private func judge(
    _ value: ByteString, _ rule: RelabelRule, keepsMatch: Bool
  ) -> RelabelOutcome {
    rule.expression.matches(value)
      ? .matched(value, isKept: keepsMatch) : .unmatched(value, isKept: !keepsMatch)
  }

  private func compare(
    _ value: ByteString, _ rule: RelabelRule, keepsEqual: Bool
  ) -> RelabelOutcome {
    let other = self[rule.fields.targetLabel]
    return .compared(value, with: other, isKept: (value == other) == keepsEqual)
  }

  private mutating func map(_ rule: RelabelRule) -> RelabelOutcome {
    var mappings: [NameMapping] = []
    for label in labels where rule.expression.matches(label.name) {
      let name = rule.expression.replacing(in: label.name, with: rule.replacement)
      self[name] = label.value
      mappings.append(NameMapping(from: label.name, to: name))
    }
    return .mapped(mappings)
  }

  private mutating func remove(_ isUnwanted: (ByteString) -> Bool) -> RelabelOutcome {
    let names = labels.map(\.name).filter(isUnwanted)
    for name in names { self[name] = "" }
    return .removed(names)
  }
}

extension LabelSet {
  /// The labels after the rules; nil where one of them drops the set.
  public func relabelled(by rules: [RelabelRule]) -> LabelSet? {
    var builder = LabelBuilder(self)
    for rule in rules where !builder.apply(rule).isKept { return nil }
    return builder.set
  }
}
