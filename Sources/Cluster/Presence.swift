/// Whether somebody looked for something. An empty list says that there is nothing; `missing`, that
/// nobody looked.
public enum Presence<Value: Sendable>: Sendable {
  case missing
  case present(Value)

  /// What was found, nil where nobody looked.
  public var value: Value? {
    switch self {
    case .missing: nil
    case .present(let value): value
    }
  }

  /// Whether nobody looked.
  public var isMissing: Bool { value == nil }
}

extension Presence: Equatable where Value: Equatable {}
extension Presence: Hashable where Value: Hashable {}

extension Presence where Value: RangeReplaceableCollection {
  /// What was found; empty where nobody looked.
  public var list: Value { value ?? Value() }

  /// Adds what was found elsewhere.
  public mutating func append(contentsOf more: Value) {
    self = .present(list + more)
  }
}
