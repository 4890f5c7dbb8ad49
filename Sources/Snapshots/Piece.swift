/// One file of a snapshot, read. An empty file says that there is nothing; a missing one, that
/// nobody looked.
public enum Piece<Value: Sendable>: Sendable {
  case present(Value)
  /// The path within the snapshot of the file that would decide.
  case missing(file: String)

  /// What was read, nil where nobody looked.
  public var value: Value? {
    switch self {
    case .present(let value): value
    case .missing: nil
    }
  }

  /// The file nobody recorded, nil where it was.
  public var missingFile: String? {
    switch self {
    case .present: nil
    case .missing(let file): file
    }
  }

  /// The same piece with its value changed.
  public func map<Other>(_ transform: (Value) -> Other) -> Piece<Other> {
    switch self {
    case .present(let value): .present(transform(value))
    case .missing(let file): .missing(file: file)
    }
  }
}

extension Piece: Equatable where Value: Equatable {}
extension Piece: Hashable where Value: Hashable {}
