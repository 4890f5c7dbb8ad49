/// What a rule does (`action`).
public enum RelabelAction: String, Sendable, Hashable, CaseIterable {
  case replace
  case keep
  case drop
  case keepequal
  case dropequal
  case hashmod
  case labelmap
  case labeldrop
  case labelkeep
  case lowercase
  case uppercase

  /// The action of this name, in capitals or not.
  public init(named name: ByteString) throws(RelabelError) {
    let lower = ByteString(SimpleCase.lowercased(name.bytes))
    guard let action = Self.allCases.first(where: { ByteString($0.rawValue) == lower }) else {
      throw .unknownAction(name)
    }
    self = action
  }

  /// Whether it writes to, or compares with, `target_label`.
  var needsTarget: Bool {
    switch self {
    case .replace, .hashmod, .lowercase, .uppercase, .keepequal, .dropequal: true
    case .keep, .drop, .labelmap, .labeldrop, .labelkeep: false
    }
  }

  /// Whether `replacement` may not be set.
  var refusesReplacement: Bool {
    switch self {
    case .lowercase, .uppercase, .keepequal, .dropequal: true
    case .replace, .keep, .drop, .hashmod, .labelmap, .labeldrop, .labelkeep: false
    }
  }
}
