public import RegularExpressions

/// A rule that Prometheus refuses.
public enum RelabelError: Error, Sendable, Hashable {
  case unknownAction(ByteString)
  case emptyAction
  case expression(RegularExpressionError)
  case zeroModulus
  case missingTarget(RelabelAction)
  case invalidTarget(ByteString, RelabelAction)
  case replacementSet(RelabelAction)
  case invalidReplacement(ByteString, RelabelAction)
  /// A field that `keepequal` and `dropequal` do not take.
  case onlyLabels(RelabelAction)
  /// A field that `labeldrop` and `labelkeep` do not take.
  case onlyExpression(RelabelAction)
}
