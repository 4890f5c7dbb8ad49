import RegularExpressions

extension RelabelError: CustomStringConvertible {
  /// The sentence of Prometheus (`model/relabel`, 3.x).
  public var description: String {
    switch self {
    case .unknownAction(let name): "unknown relabel action \(name.goQuoted)"
    case .emptyAction: "relabel action cannot be empty"
    case .expression(let error): error.description
    case .zeroModulus: "relabel configuration for hashmod requires non-zero modulus"
    case .missingTarget(let action):
      "relabel configuration for \(action.rawValue) action requires 'target_label' value"
    case .invalidTarget(let label, let action):
      "\(label.goQuoted) is invalid 'target_label' for \(action.rawValue) action"
    case .replacementSet(let action): "'replacement' can not be set for \(action.rawValue) action"
    case .invalidReplacement(let text, let action):
      "\(text.goQuoted) is invalid 'replacement' for \(action.rawValue) action"
    case .onlyLabels(let action):
      "\(action.rawValue) action requires only 'source_labels' and `target_label`, "
        + "and no other fields"
    case .onlyExpression(let action):
      "\(action.rawValue) action requires only 'regex', and no other fields"
    }
  }
}
