import RegularExpressions

/// A rule of `relabel_configs` or `metric_relabel_configs` that may be applied.
public struct RelabelRule: Sendable, Hashable {
  /// What stands in the configuration.
  public let fields: RelabelFields
  /// What it does.
  public let action: RelabelAction
  /// The names it may write.
  public let validation: NameValidation
  let sources: [ByteString]
  let expression: RelabelExpression
  let target: ExpansionTemplate
  let replacement: ExpansionTemplate

  /// The rule of these fields; throws what Prometheus says of them (`relabel.Config.Validate`).
  public init(
    _ fields: RelabelFields, validation: NameValidation = .utf8
  ) throws(RelabelError) {
    action = try Self.validatedAction(fields, validation)
    self.fields = fields
    self.validation = validation
    sources = fields.sourceLabels ?? []
    expression = fields.regex ?? .everything
    target = ExpansionTemplate(fields.targetLabel.bytes)
    replacement = ExpansionTemplate(fields.replacement.bytes)
  }
}

extension RelabelRule {
  private static func validatedAction(
    _ fields: RelabelFields, _ validation: NameValidation
  ) throws(RelabelError) -> RelabelAction {
    guard let action = fields.action else { throw .emptyAction }
    if action == .hashmod, fields.modulus == 0 { throw .zeroModulus }
    if action.needsTarget { try checkTarget(fields, action, validation) }
    if action.refusesReplacement, fields.replacement != RelabelFields.defaultReplacement {
      throw .replacementSet(action)
    }
    if action == .labelmap, !validation.allows(template: fields.replacement) {
      throw .invalidReplacement(fields.replacement, action)
    }
    if action == .hashmod, !validation.allows(fields.targetLabel) {
      throw .invalidTarget(fields.targetLabel, action)
    }
    try checkOtherFields(fields, action)
    return action
  }

  private static func checkTarget(
    _ fields: RelabelFields, _ action: RelabelAction, _ validation: NameValidation
  ) throws(RelabelError) {
    let target = fields.targetLabel
    guard !target.isEmpty else { throw .missingTarget(action) }
    switch action {
    case .hashmod: return  // judged after the replacement, as Prometheus does
    case .replace where target.bytes.contains(UInt8(ascii: "$")):
      guard validation.allows(template: target) else { throw .invalidTarget(target, action) }
    case .replace, .lowercase, .uppercase, .keepequal, .dropequal, .keep, .drop, .labelmap,
      .labeldrop, .labelkeep:
      guard validation.allows(target) else { throw .invalidTarget(target, action) }
    }
  }

  private static func checkOtherFields(
    _ fields: RelabelFields, _ action: RelabelAction
  ) throws(RelabelError) {
    let isPlain =
      fields.modulus == 0 && fields.separator == RelabelFields.defaultSeparator
      && fields.replacement == RelabelFields.defaultReplacement
    switch action {
    case .keepequal, .dropequal:
      // Prometheus compares the compiled expression by identity: even `(.*)` counts as set.
      guard isPlain, fields.regex == nil else { throw .onlyLabels(action) }
    case .labeldrop, .labelkeep:
      guard isPlain, fields.sourceLabels == nil, fields.targetLabel.isEmpty else {
        throw .onlyExpression(action)
      }
    case .replace, .keep, .drop, .hashmod, .labelmap, .lowercase, .uppercase: break
    }
  }
}
