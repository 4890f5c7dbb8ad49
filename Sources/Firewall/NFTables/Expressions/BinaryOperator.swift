extension NFTables {
  /// The operators of bitwise expressions; the raw value is nft's spelling.
  public enum BinaryOperator: String, Sendable, Hashable {
    case or = "|"
    case and = "&"
    case xor = "^"
    case shiftLeft = "<<"
    case shiftRight = ">>"

    /// `expr_binop_precedence` of src/expression.c: a lower number binds tighter.
    var precedence: Int {
      switch self {
      case .shiftLeft, .shiftRight: 1
      case .and: 2
      case .xor: 3
      case .or: 4
      }
    }
  }
}
