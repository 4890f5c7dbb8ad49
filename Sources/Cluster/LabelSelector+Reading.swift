import Documents

extension LabelSelector {
  /// Reads a `metav1.LabelSelector`.
  init(reading selector: FieldReader) throws(FieldError) {
    var expressions: [LabelRequirement] = []
    for expression in try selector.list("matchExpressions") {
      expressions.append(try LabelRequirement(reading: expression))
    }
    self.init(
      matchLabels: try selector.stringMap("matchLabels"), matchExpressions: expressions)
  }
}

extension LabelRequirement {
  fileprivate init(reading expression: FieldReader) throws(FieldError) {
    let key = try expression.requiredString("key")
    let values = try expression.strings("values")
    let condition: LabelCondition
    switch try expression.string("operator") {
    case "In": condition = .in(values)
    case "NotIn": condition = .notIn(values)
    case "Exists": condition = .exists
    case "DoesNotExist": condition = .doesNotExist
    case let other:
      throw expression.invalid(
        "operator", "should be In, NotIn, Exists or DoesNotExist, not \"\(other ?? "")\"")
    }
    let needsValues = condition == .in(values) || condition == .notIn(values)
    guard needsValues != values.isEmpty else {
      throw expression.invalid(
        "values", needsValues ? "should hold at least one value" : "should be empty here")
    }
    self.init(key: key, condition)
  }
}
